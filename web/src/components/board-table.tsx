import type { Leaderboard, LeaderboardEntry } from '@ridgeline/schema/responses';
import { bases } from '@ridgeline/vocabulary/bases';
import { wordOf } from '@ridgeline/vocabulary/word';
import { type LogScale, makeLogScale } from '../charts/log-scale.ts';
import { type BoardState, boardHref, withWorkload } from '../url-state.ts';
import { BasisMark } from './basis-badge.tsx';
import {
  type BoardColumn,
  type BoardContext,
  boardColumns,
  phaseOf,
  tokenRate,
} from './board-columns.tsx';
import { deviceFacts } from './device-facts.tsx';
import { rangePlotWidth } from './range-plot.tsx';
import { pathDetails } from './software-path.tsx';

interface BoardTableProps {
  readonly board: Leaderboard;
  /** Measured rows shown above the board, wherever they stand on it. */
  readonly pinned: readonly LeaderboardEntry[];
  readonly state: BoardState;
  /** What a row stands for: a device of many, or a software path of one device. */
  readonly subject?: 'device' | 'path';
}

/** Room for the dot at both ends of an axis. */
const inset = 5;

function shortCount(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : tokenRate(value);
}

function scalesOf(entries: readonly LeaderboardEntry[]): Record<string, LogScale> {
  const scales: Record<string, LogScale> = {};
  for (const phase of ['decode', 'prefill', 'trainingStep'] as const) {
    const ranges = entries.flatMap((entry) => phaseOf(entry, phase) ?? []);
    if (ranges.length === 0) continue;
    scales[phase] = makeLogScale({
      values: ranges.flatMap(({ interval, value }) => [interval.low, value, interval.high]),
      range: [inset, rangePlotWidth - inset],
      base: 10,
      maximumTicks: 4,
      format: shortCount,
    });
  }
  return scales;
}

function ColumnHeader({
  board,
  column,
  context,
}: {
  board: Leaderboard;
  column: BoardColumn;
  context: BoardContext;
}) {
  const { isLowerBetter = false, isNumeric, note, sort, title } = column;
  const isSorted = sort !== undefined && board.sort === sort;
  return (
    <th
      scope="col"
      class={`column-${column.id}${isNumeric ? ' numeric' : ''}`}
      aria-sort={isSorted ? (isLowerBetter ? 'ascending' : 'descending') : undefined}
    >
      {sort === undefined ? (
        title
      ) : (
        <a class="sort" href={boardHref(context.state, { sort })}>
          {title}
          <span class="sort-arrow" aria-hidden="true">
            {isSorted ? (isLowerBetter ? ' ↑' : ' ↓') : ''}
          </span>
        </a>
      )}
      {note !== undefined && <small>{note}</small>}
      {column.header?.(context)}
    </th>
  );
}

function rankText(entry: LeaderboardEntry): [string, string] {
  const { basis, evidence, isHeadline, isPreliminary, rank } = entry;
  if (rank !== null) return [String(rank), 'Rank; rows whose intervals overlap share it'];
  if (basis === 'measured' && evidence !== 'proved') {
    return ['–', 'Not ranked: its numbers rest on claims that nobody proved'];
  }
  if (isPreliminary) return ['new', 'Not ranked yet: five owners are needed'];
  return isHeadline ? ['–', 'Not ranked'] : ['–', 'Not ranked: another row stands for this device'];
}

interface RowProps {
  readonly entry: LeaderboardEntry;
  readonly columns: readonly BoardColumn[];
  readonly context: BoardContext & { readonly subject: 'device' | 'path' };
}

function DeviceHeader({ context, entry }: Pick<RowProps, 'context' | 'entry'>) {
  const { basis, device, softwarePath } = entry;
  return (
    <div class="device-header">
      <input
        type="checkbox"
        form="compare"
        name="devices"
        value={device.slug}
        aria-label={`Compare ${device.name}, ${softwarePath?.backend ?? wordOf(bases, basis).title}`}
      />
      <div>
        <a href={withWorkload(`/devices/${device.slug}`, context.state)}>{device.name}</a>
        <small>
          <BasisMark basis={basis} /> {deviceFacts(device)}
        </small>
      </div>
    </div>
  );
}

function PathHeader({ entry: { basis, softwarePath } }: Pick<RowProps, 'entry'>) {
  return (
    <div>
      <strong>{softwarePath?.backend ?? wordOf(bases, basis).plural}</strong>
      <small class="block">
        {softwarePath === null ? 'no software path' : pathDetails(softwarePath)}
      </small>
    </div>
  );
}

function Row({ columns, context, entry }: RowProps) {
  const [rank, reason] = rankText(entry);
  const isOneDevice = context.subject === 'path';
  return (
    <tr class={`row-${entry.basis}${entry.isHeadline || isOneDevice ? '' : ' row-secondary'}`}>
      {!isOneDevice && (
        <td class="rank" title={reason}>
          {rank}
        </td>
      )}
      <th scope="row" class="device">
        {isOneDevice ? (
          <PathHeader entry={entry} />
        ) : (
          <DeviceHeader entry={entry} context={context} />
        )}
      </th>
      {columns.map((column) => (
        <td class={`column-${column.id}${column.isNumeric ? ' numeric' : ''}`}>
          {column.cell(entry, context)}
        </td>
      ))}
    </tr>
  );
}

/** The board as a table: one row per device and software path. */
export function BoardTable({ board, pinned, state, subject = 'device' }: BoardTableProps) {
  const context = { state, subject, scales: scalesOf([...pinned, ...board.entries]) };
  const columns = boardColumns.filter((column) => column.isShown(board));
  const span = columns.length + 2;
  return (
    <section class="table-scroll" aria-label="Leaderboard" tabindex={0}>
      <table class="board">
        <caption class="visually-hidden">
          Devices for {board.workload.title}. Decode, prefill and first token are predicted; each
          row says what the prediction rests on.
        </caption>
        <thead>
          <tr>
            {subject === 'device' && (
              <th scope="col" class="rank">
                <span aria-hidden="true">#</span>
                <span class="visually-hidden">Rank</span>
              </th>
            )}
            <th scope="col" class="device">
              {subject === 'device' ? 'Device' : 'Software path'}
              {subject === 'device' && <small>tick to compare</small>}
            </th>
            {columns.map((column) => (
              <ColumnHeader board={board} column={column} context={context} />
            ))}
          </tr>
        </thead>
        {pinned.length > 0 && (
          <tbody class="pinned">
            <tr class="group">
              <th scope="rowgroup" colspan={span}>
                <span>Measured here</span>
              </th>
            </tr>
            {pinned.map((entry) => (
              <Row entry={entry} columns={columns} context={context} />
            ))}
          </tbody>
        )}
        <tbody>
          {pinned.length > 0 && (
            <tr class="group">
              <th scope="rowgroup" colspan={span}>
                <span>All {board.entryCount.toLocaleString('en-US')} rows</span>
              </th>
            </tr>
          )}
          {board.entries.map((entry) => (
            <Row entry={entry} columns={columns} context={context} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
