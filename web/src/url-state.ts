import { defaultWorkloadId } from '@ridgeline/roofline/workload';
import { type FilterName, filters } from '@ridgeline/schema/filters/filters';

/** What the workload pickers set; it travels along from page to page. */
export const workloadParameters = ['model', 'quantization', 'job', 'context', 'batch'] as const;

/** Filters and order of the board. */
export const boardParameters: readonly (FilterName | 'sort')[] = [
  ...filters.map(({ name }) => name),
  'sort',
];

export type BoardParameter =
  | (typeof workloadParameters)[number]
  | (typeof boardParameters)[number]
  | 'cursor';

/** Everything that the board's address says; an absent value is the default. */
export type BoardState = Readonly<Partial<Record<BoardParameter, string>>>;

const known: readonly BoardParameter[] = [...workloadParameters, ...boardParameters, 'cursor'];

const [defaultModel = '', defaultQuantization = '', defaultJob = ''] =
  defaultWorkloadId.split('--');
const defaults: BoardState = {
  model: defaultModel,
  quantization: defaultQuantization,
  job: defaultJob,
};

/** State of an address. `workload=<model>--<quantization>--<job>` is taken apart; unknown names are ignored. */
export function readBoardState(url: URL): BoardState {
  const [model = '', quantization = '', job = ''] = (url.searchParams.get('workload') ?? '').split(
    '--',
  );
  const named: BoardState = { model, quantization, job };
  const pairs = known.map((name) => [
    name,
    url.searchParams.get(name)?.trim() || named[name] || '',
  ]);
  return Object.fromEntries(
    pairs.filter(([name, value]) => value !== '' && value !== defaults[name as BoardParameter]),
  );
}

/** A choice of the workload pickers, with the default where none was made. */
export function chosen(state: BoardState, name: 'model' | 'quantization' | 'job'): string {
  return state[name] ?? defaults[name] ?? '';
}

function search(state: BoardState, names: readonly BoardParameter[]): string {
  const pairs = names.flatMap((name) => {
    const value = state[name];
    return value === undefined || value === '' || value === defaults[name] ? [] : [[name, value]];
  });
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}

/** Address of the board with changes; any change but of the cursor starts at the first page. */
export function boardHref(state: BoardState, changes: BoardState = {}): string {
  return `/${search({ ...state, cursor: '', ...changes }, known)}`;
}

/** Address of another page that keeps the chosen workload. */
export function withWorkload(path: string, state: BoardState): string {
  return `${path}${search(state, workloadParameters)}`;
}

/** Query of API routes that take a workload. */
export function workloadQuery(state: BoardState): Record<string, string | undefined> {
  const parts = [chosen(state, 'model'), chosen(state, 'quantization'), chosen(state, 'job')];
  return { workload: parts.join('--'), context: state.context, batch: state.batch };
}

/** Query of `GET /v1/leaderboard`. */
export function leaderboardQuery(state: BoardState): Record<string, string | undefined> {
  const filters = boardParameters.map((name) => [name, state[name]] as const);
  return { ...workloadQuery(state), ...Object.fromEntries(filters), cursor: state.cursor };
}
