import { type Leaderboard, type LeaderboardEntry, leaderboard } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';
import {
  ActiveFilters,
  FilterFields,
  hasFilterFields,
  SearchFields,
  Switches,
} from '../components/board-filters.tsx';
import { BoardTable } from '../components/board-table.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { definePage, type PageInput } from '../page.ts';
import {
  type BoardState,
  boardHref,
  boardParameters,
  leaderboardQuery,
  readBoardState,
  withWorkload,
  workloadQuery,
} from '../url-state.ts';

const rowsPerPage = 50;
const pinnedRows = 3;

function Intro() {
  return (
    <section class="intro">
      <div>
        <h1>Which machine runs this model how fast, and why</h1>
        <p class="lead">
          A language model writes as fast as memory delivers its weights and reads as fast as the
          chip multiplies. Ridgeline measures both on real machines, predicts tokens per second from
          them, and says what limits each one.
        </p>
      </div>
      <aside class="add-machine" aria-label="Add your machine">
        <h2>Add your machine</h2>
        <p>
          Measure, look at the result, then send it:
          <code class="command" data-copy>
            npx ridgeline run --submit
          </code>
        </p>
        <p class="quiet">
          Under a minute; nothing is sent before you saw it. In a checkout, <code>npm start</code>{' '}
          does it on a board of your own.
        </p>
      </aside>
    </section>
  );
}

function WorkloadLine({ board, state }: { board: Leaderboard; state: BoardState }) {
  const { batchSize, contextTokens, generatedTokens, job, model, promptTokens, quantization } =
    board.workload;
  const count = (value: number): string => value.toLocaleString('en-US');
  const tokens = [
    `prompt ${count(promptTokens)}`,
    generatedTokens === 0 ? undefined : `answer ${count(generatedTokens)}`,
    `context ${count(contextTokens)} tokens`,
    batchSize === 1 ? 'one user' : `${count(batchSize)} at once`,
  ].filter((part) => part !== undefined);
  const weights = (model.parameterCount * quantization.bitsPerWeight) / 8;
  return (
    <p class="workload-line">
      <a href={withWorkload(`/workloads/${board.workload.id}`, state)}>{board.workload.title}</a>:{' '}
      {formatBytes(weights)} of weights, {tokens.join(', ')}.{' '}
      <span class="quiet">{job.summary}</span>
    </p>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      <li>
        <svg viewBox="0 0 40 12" width="40" height="12" aria-hidden="true">
          <path class="range-interval" d="M4 6H36" />
          <circle class="range-value" cx="18" cy="6" r="3.4" />
        </svg>
        predicted, with the interval that holds 80 % of real results
      </li>
      <li>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path class="range-published" d="M6 2l4 4-4 4-4-4Z" />
        </svg>
        what others measured for exactly this model and format
      </li>
    </ul>
  );
}

function Empty({ state }: { state: BoardState }) {
  return (
    <section class="empty">
      <h2>No row matches these filters</h2>
      <p>
        {state.basis === 'measured'
          ? 'No machine like this was measured yet. Yours could be the first.'
          : 'Loosen one of them, or start again from the whole board.'}
      </p>
      <p class="actions">
        <a
          class="button"
          href={boardHref(
            Object.fromEntries(
              Object.entries(state).filter(
                ([name]) => !boardParameters.some((each) => each === name),
              ),
            ),
          )}
        >
          Drop all filters
        </a>
      </p>
    </section>
  );
}

function Paging({ board, state }: { board: Leaderboard; state: BoardState }) {
  const { entries, entryCount, nextCursor } = board;
  return (
    <nav class="paging" aria-label="Pages of the board">
      <p>
        {entries.length === entryCount ? 'All' : `${entries.length} of`}{' '}
        {entryCount.toLocaleString('en-US')} rows
      </p>
      {state.cursor !== undefined && <a href={boardHref(state)}>First rows</a>}
      {nextCursor !== null && (
        <a class="button" href={boardHref(state, { cursor: nextCursor })} rel="next">
          Next rows
        </a>
      )}
    </nav>
  );
}

/**
 * The best proved row of some devices, unless the reader filters or pages: then the board itself is the
 * answer. What was only claimed stands where the board has it, below all that is ranked.
 */
async function pinnedEntries(
  { api }: PageInput,
  state: BoardState,
): Promise<readonly LeaderboardEntry[]> {
  const isFiltered = [...boardParameters, 'cursor' as const].some(
    (name) => name !== 'sort' && state[name] !== undefined,
  );
  if (isFiltered) return [];
  const query = { ...workloadQuery(state), basis: 'measured', limit: 20 };
  const { entries } = await api.get('/v1/leaderboard', leaderboard, query);
  const bySlug = new Map<string, LeaderboardEntry>();
  for (const entry of entries) {
    const { device, prediction } = entry;
    const known = bySlug.get(device.slug);
    const isBetter = known === undefined || (known.prediction === null && prediction !== null);
    const isSound = entry.evidence === 'proved' && device.isListed && !device.isSoftwareAdapter;
    if (isBetter && isSound) bySlug.set(device.slug, entry);
  }
  return [...bySlug.values()].slice(0, pinnedRows);
}

/** `/`: devices by what they do for the chosen workload. */
export const leaderboardPage = definePage({
  path: '/',
  title: 'Board',
  nav: ['header'],
  examples: [
    { name: 'board', address: '/' },
    { name: 'filtered board', address: '/?kind=gpu&basis=spec&search=rtx&sort=price' },
    { name: 'empty board', address: '/?search=no-such-device' },
    { name: 'training board', address: '/?model=llama-3.1-8b&quantization=bf16&job=lora' },
    { name: 'refused filter', address: '/?kind=toaster', status: 400 },
  ],
  async render(input) {
    const state = readBoardState(input.url);
    const query = { ...leaderboardQuery(state), limit: rowsPerPage };
    const [board, measured] = await Promise.all([
      input.api.get('/v1/leaderboard', leaderboard, query),
      pinnedEntries(input, state),
    ]);
    const key = ({ device, softwarePath }: LeaderboardEntry): string =>
      `${device.slug} ${softwarePath?.backend}`;
    const onPage = new Set(board.entries.filter(({ basis }) => basis === 'measured').map(key));
    const pinned = measured.filter((entry) => !onPage.has(key(entry)));
    return {
      title: board.workload.title,
      description: `Which machine runs ${board.workload.title} how fast, and why: measured, published and predicted figures with intervals.`,
      jsonHref: `/v1/leaderboard?workload=${board.workload.id}`,
      body: (
        <>
          <Intro />
          <WorkloadPicker
            action="/"
            state={state}
            more={<FilterFields state={state} />}
            isOpen={hasFilterFields(state)}
          >
            <SearchFields state={state} />
          </WorkloadPicker>
          <WorkloadLine board={board} state={state} />
          <div class="toolbar">
            <Switches board={board} state={state} />
            <ActiveFilters state={state} />
            <Legend />
          </div>
          {board.entries.length === 0 ? (
            <Empty state={state} />
          ) : (
            <>
              <BoardTable board={board} pinned={pinned} state={state} />
              <Paging board={board} state={state} />
            </>
          )}
          <form id="compare" class="compare-bar" action="/compare" method="get">
            <p>Compare the ticked devices: rooflines, figures and ratios side by side.</p>
            <button type="submit">Compare</button>
          </form>
        </>
      ),
    };
  },
});
