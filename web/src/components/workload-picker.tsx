import { jobs } from '@ridgeline/roofline/jobs/jobs';
import { models } from '@ridgeline/roofline/models/models';
import { quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import { filters } from '@ridgeline/schema/filters/filters';
import type { Child } from 'hono/jsx';
import { type BoardState, chosen } from '../url-state.ts';

interface Option {
  readonly id: string;
  readonly title: string;
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
}

/** A labelled list of choices. */
export function Select({ name, label, options, value }: SelectProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {options.map(({ id, title }) => (
          <option value={id} selected={id === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the board's form keeps without showing it: its order, and filters that are set by links. */
const keptParameters = [
  ...filters.filter(({ control }) => control.kind === 'switch' || control.kind === 'link'),
  { name: 'sort' as const },
];

interface WorkloadPickerProps {
  readonly action: string;
  readonly state: BoardState;
  /** Further fields of the first line. */
  readonly children?: Child;
  /** Further fields behind "More". */
  readonly more?: Child;
  /** True when one of them is set, so that they are not hidden. */
  readonly isOpen?: boolean | undefined;
  /** Parts of the address that the form keeps as they are. */
  readonly hidden?: Readonly<Record<string, string>>;
}

function CountField({
  label,
  name,
  value,
}: {
  label: string;
  name: string;
  value: string | undefined;
}) {
  return (
    <label class="field narrow">
      <span>{label}</span>
      <input
        name={name}
        inputmode="numeric"
        pattern="[0-9]{1,7}"
        placeholder="as the job"
        value={value ?? ''}
      />
    </label>
  );
}

/** One line of controls that chooses the workload: a plain form whose answers are the address. */
export function WorkloadPicker(props: WorkloadPickerProps) {
  const { action, children, hidden = {}, isOpen = false, more, state } = props;
  const kept = action === '/' ? keptParameters : [];
  return (
    <form class="picker" action={action} method="get" data-auto-submit>
      <div class="picker-line">
        <Select name="model" label="Model" options={models} value={chosen(state, 'model')} />
        <Select
          name="quantization"
          label="Weights stored as"
          options={quantizations}
          value={chosen(state, 'quantization')}
        />
        <Select name="job" label="Job" options={jobs} value={chosen(state, 'job')} />
        {children}
        <button type="submit">Show</button>
      </div>
      <details open={isOpen || state.context !== undefined || state.batch !== undefined}>
        <summary>More choices</summary>
        <div class="picker-line">
          <CountField label="Context, tokens" name="context" value={state.context} />
          <CountField label="Users at once" name="batch" value={state.batch} />
          {more}
        </div>
      </details>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {kept.map(({ name }) => {
        const value = state[name];
        return value === undefined ? null : <input type="hidden" name={name} value={value} />;
      })}
    </form>
  );
}
