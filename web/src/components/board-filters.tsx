import type { Filter, FilterControl } from '@ridgeline/schema/filters/filter';
import { filters } from '@ridgeline/schema/filters/filters';
import type { Leaderboard } from '@ridgeline/schema/responses';
import { bases } from '@ridgeline/vocabulary/bases';
import { findWord } from '@ridgeline/vocabulary/word';
import { type BoardState, boardHref } from '../url-state.ts';
import { BasisMark } from './basis-badge.tsx';
import { Select } from './workload-picker.tsx';

type ControlKind = FilterControl['kind'];

interface Controlled<Kind extends ControlKind> {
  readonly filter: Filter;
  readonly control: Extract<FilterControl, { readonly kind: Kind }>;
  readonly value: string | undefined;
}

/** Filters with one kind of control, each with what the address says of it. */
function controlled<Kind extends ControlKind>(
  list: readonly Filter[],
  kind: Kind,
  state: BoardState,
): Controlled<Kind>[] {
  const values: Readonly<Record<string, string | undefined>> = state;
  return list.flatMap((filter) => {
    const { control, name } = filter;
    const isOfKind = (each: FilterControl): each is Controlled<Kind>['control'] =>
      each.kind === kind;
    return isOfKind(control) ? [{ filter, control, value: values[name] }] : [];
  });
}

interface FieldsProps {
  readonly state: BoardState;
  readonly list?: readonly Filter[];
}

/** Filters that are typed in. */
export function SearchFields({ state, list = filters }: FieldsProps) {
  return (
    <>
      {controlled(list, 'search', state).map(({ control, filter, value }) => (
        <label class="field">
          <span>{control.label}</span>
          <input
            type="search"
            name={filter.name}
            maxlength={100}
            placeholder={control.placeholder}
            value={value ?? ''}
          />
        </label>
      ))}
    </>
  );
}

/** Filters that are picked from lists. */
export function FilterFields({ state, list = filters }: FieldsProps) {
  return (
    <>
      {controlled(list, 'select', state).map(({ control, filter, value }) => (
        <Select
          name={filter.name}
          label={filter.title}
          options={[{ id: '', title: 'any' }, ...control.options]}
          value={value ?? ''}
        />
      ))}
    </>
  );
}

/** True when a filter of {@link FilterFields} is set. */
export function hasFilterFields(state: BoardState): boolean {
  return controlled(filters, 'select', state).some(({ value }) => value !== undefined);
}

interface SwitchProps extends Controlled<'switch'> {
  readonly state: BoardState;
  /** Rows by the ids of options, where they are counted. */
  readonly counts: Readonly<Record<string, number>>;
}

function Switch({ control, counts, filter, state, value = '' }: SwitchProps) {
  return (
    <nav class="switch" aria-label={filter.title}>
      <ul>
        {[{ id: '', title: control.any }, ...control.options].map(({ id, title }) => {
          const basis = findWord(bases, id);
          const count = value === '' ? counts[id] : undefined;
          return (
            <li>
              <a
                href={boardHref(state, { [filter.name]: id })}
                aria-current={value === id ? 'true' : undefined}
              >
                {basis !== undefined && <BasisMark basis={basis.id} />}
                {title}
                {count !== undefined && <span class="count">{count.toLocaleString('en-US')}</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Filters whose choices are links side by side. */
export function Switches({ board, state }: { board: Leaderboard; state: BoardState }) {
  return (
    <div class="switches">
      {controlled(filters, 'switch', state).map((each) => (
        <Switch {...each} counts={board.entryCountByBasis} state={state} />
      ))}
    </div>
  );
}

/** Filters that no list or switch shows, each with a link that drops it. */
export function ActiveFilters({ state }: { state: BoardState }) {
  const set = [
    ...controlled(filters, 'link', state),
    ...controlled(filters, 'search', state),
  ].filter(({ value }) => value !== undefined);
  if (set.length === 0) return null;
  return (
    <ul class="chips">
      {set.map(({ filter: { name, title }, value }) => (
        <li>
          <a href={boardHref(state, { [name]: '' })}>
            {title}: <strong>{value}</strong>
            <span aria-hidden="true"> ×</span>
            <span class="visually-hidden"> (remove this filter)</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
