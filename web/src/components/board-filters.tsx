import type { Leaderboard } from '@ridgeline/schema/responses';
import { bases } from '@ridgeline/vocabulary/bases';
import { platforms } from '@ridgeline/vocabulary/platforms';
import { tiers } from '@ridgeline/vocabulary/tiers';
import { type BoardParameter, type BoardState, boardHref } from '../url-state.ts';
import { BasisMark } from './basis-badge.tsx';
import { Select } from './workload-picker.tsx';

const vendors = ['NVIDIA', 'AMD', 'Intel', 'Apple', 'Arm', 'Qualcomm'].map((vendor) => ({
  id: vendor,
  title: vendor,
}));
const memories = [8, 12, 16, 24, 32, 48, 80].map((size) => ({
  // Decimal, so that a card sold with 24 GB passes whichever way its sheet counts.
  id: String(size * 1e9),
  title: `at least ${size} GB`,
}));
const prices = [250, 500, 1000, 2000, 5000].map((amount) => ({
  id: String(amount),
  title: `at most $${amount.toLocaleString('en-US')}`,
}));
const tierOptions = tiers.map(({ id, title }) => ({ id, title: `${title} (${id})` }));
const any = { id: '', title: 'any' };

/** Finds a device by a part of its name. */
export function SearchField({ state }: { state: BoardState }) {
  return (
    <label class="field">
      <span>Device</span>
      <input
        type="search"
        name="search"
        maxlength={100}
        placeholder="any, or e.g. 4090"
        value={state.search ?? ''}
      />
    </label>
  );
}

/** Filters that are picked from lists. */
export function FilterFields({ state }: { state: BoardState }) {
  return (
    <>
      <Select name="vendor" label="Vendor" options={[any, ...vendors]} value={state.vendor ?? ''} />
      <Select
        name="memory"
        label="Memory"
        options={[any, ...memories]}
        value={state.memory ?? ''}
      />
      <Select name="price" label="Price" options={[any, ...prices]} value={state.price ?? ''} />
      <Select name="os" label="Measured on" options={[any, ...platforms]} value={state.os ?? ''} />
      <Select
        name="tier"
        label="Verified"
        options={[any, ...tierOptions]}
        value={state.tier ?? ''}
      />
    </>
  );
}

/** True when a filter of {@link FilterFields} is set. */
export function hasFilterFields({ memory, os, price, tier, vendor }: BoardState): boolean {
  return [memory, os, price, tier, vendor].some((value) => value !== undefined);
}

interface SwitchProps {
  readonly label: string;
  readonly name: 'kind' | 'basis';
  readonly state: BoardState;
  readonly options: readonly { id: string; title: string; count?: number }[];
}

function Switch({ label, name, options, state }: SwitchProps) {
  return (
    <nav class="switch" aria-label={label}>
      <ul>
        {options.map(({ count, id, title }) => (
          <li>
            <a
              href={boardHref(state, { [name]: id })}
              aria-current={(state[name] ?? '') === id ? 'true' : undefined}
            >
              {bases.some((basis) => basis.id === id) && (
                <BasisMark basis={id as (typeof bases)[number]['id']} />
              )}
              {title}
              {count !== undefined && <span class="count">{count.toLocaleString('en-US')}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Links that show one kind of device, or rows that rest on one kind of figure. */
export function Switches({ board, state }: { board: Leaderboard; state: BoardState }) {
  const counts = board.entryCountByBasis;
  const isCounted = state.basis === undefined;
  return (
    <div class="switches">
      <Switch
        label="Kind of device"
        name="kind"
        state={state}
        options={[
          { id: '', title: 'All devices' },
          { id: 'gpu', title: 'GPUs' },
          { id: 'cpu', title: 'CPUs' },
        ]}
      />
      <Switch
        label="Kind of figures"
        name="basis"
        state={state}
        options={[
          { id: '', title: 'All kinds' },
          ...bases.map(({ id, plural }) => ({
            id,
            title: plural,
            ...(isCounted ? { count: counts[id] } : {}),
          })),
        ]}
      />
    </div>
  );
}

const removable: readonly { name: BoardParameter; title: string }[] = [
  { name: 'backend', title: 'Backend' },
  { name: 'driver', title: 'Driver' },
  { name: 'search', title: 'Name has' },
];

/** Filters that have no control of their own, each with a link that removes it. */
export function ActiveFilters({ state }: { state: BoardState }) {
  const active = removable.filter(({ name }) => state[name] !== undefined);
  if (active.length === 0) return null;
  return (
    <ul class="chips">
      {active.map(({ name, title }) => (
        <li>
          <a href={boardHref(state, { [name]: '' })}>
            {title}: <strong>{state[name]}</strong>
            <span aria-hidden="true"> ×</span>
            <span class="visually-hidden"> (remove this filter)</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
