import { defineFilter } from '@ridgeline/schema/filters/filter';
import { filters } from '@ridgeline/schema/filters/filters';
import { queryText } from '@ridgeline/schema/query-values';
import { expect, test } from 'vitest';
import { boardHref, leaderboardQuery, readBoardState } from '../url-state.ts';
import { FilterFields, SearchFields } from './board-filters.tsx';
import { WorkloadPicker } from './workload-picker.tsx';

const addedFilter = defineFilter({
  name: 'cooling',
  title: 'Cooled by',
  schema: queryText(20),
  description: 'What carries the heat away.',
  subject: 'device',
  isOfRun: false,
  control: { kind: 'select', options: [{ id: 'water', title: 'Water' }] },
  matches: () => true,
});

test('a filter added to the list has its control in the form', () => {
  const form = String(<FilterFields state={{}} list={[...filters, addedFilter]} />);
  expect(form).toContain('<span>Cooled by</span><select name="cooling">');
  expect(form).toContain('<option value="water">Water</option>');
});

test.each(filters.map(({ name }) => name))(
  'the filter %s is read from the address, asked of the API, and kept by the form',
  (name) => {
    const address = `/?${name}=a`;
    const state = readBoardState(new URL(address, 'https://ridgeline.example'));
    expect(boardHref(state)).toBe(address);
    expect(leaderboardQuery(state)[name]).toBe('a');
    const form = String(
      <WorkloadPicker action="/" state={state} more={<FilterFields state={state} />}>
        <SearchFields state={state} />
      </WorkloadPicker>,
    );
    expect(form.match(new RegExp(` name="${name}"`, 'g'))).toHaveLength(1);
  },
);
