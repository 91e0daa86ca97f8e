import type { Leaderboard, LeaderboardEntry } from '@ridgeline/schema/responses';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import { limits } from '@ridgeline/vocabulary/limits';
import { wordOf } from '@ridgeline/vocabulary/word';
import type { Child } from 'hono/jsx';
import { byEvidence } from '../by-evidence.ts';
import type { LogScale } from '../charts/log-scale.ts';
import { type BoardState, boardHref } from '../url-state.ts';
import { BasisBadge } from './basis-badge.tsx';
import { FigureText } from './figure-text.tsx';
import { FitCell } from './memory-fit.tsx';
import { Quantity } from './quantity.tsx';
import { RangeAxis, RangePlot } from './range-plot.tsx';
import { pathDetails } from './software-path.tsx';

/** What cells are drawn from beside their entry. */
export interface BoardContext {
  readonly state: BoardState;
  /** Axis of each phase's range plots, by column id. */
  readonly scales: Readonly<Record<string, LogScale>>;
}

/** One column of the board after rank and device. */
export interface BoardColumn {
  readonly id: string;
  readonly title: string;
  /** Shown under the title: unit and whether the figures are predicted. */
  readonly note?: string;
  /** Order of the API that this column stands for. */
  readonly sort?: string;
  readonly isLowerBetter?: boolean;
  readonly isNumeric: boolean;
  isShown(board: Leaderboard): boolean;
  header?(context: BoardContext): Child;
  cell(entry: LeaderboardEntry, context: BoardContext): Child;
}

function defineColumn<const C extends BoardColumn>(column: C): C {
  return column;
}

type Prediction = NonNullable<LeaderboardEntry['prediction']>;
type PhaseName = 'decode' | 'prefill' | 'trainingStep';

/** A number of tokens a second without its unit, which the header names. */
export function tokenRate(perSecond: number): string {
  return formatRate(perSecond, 'tokens/s').replace(' tokens/s', '');
}

/** The predicted throughput of a phase, if the job has it. */
export function phaseOf(entry: LeaderboardEntry, phase: PhaseName) {
  return entry.prediction?.[phase]?.throughputTokensPerSecond;
}

function publishedRates(entry: LeaderboardEntry, phase: PhaseName): number[] {
  const field = phase === 'decode' ? 'decodeTokensPerSecond' : 'prefillTokensPerSecond';
  if (phase === 'trainingStep') return [];
  return entry.publishedResults.flatMap((result) => result[field] ?? []);
}

function spanOf(rates: readonly number[]): string {
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  return low === high ? tokenRate(low) : `${tokenRate(low)}–${tokenRate(high)} (${rates.length})`;
}

function phaseColumn(id: PhaseName, title: string, sort: string): BoardColumn {
  return defineColumn({
    id,
    title,
    note: 'predicted tokens/s',
    sort,
    isNumeric: false,
    isShown: ({ entries }) => entries.some(({ prediction }) => prediction?.[id] !== undefined),
    header: ({ scales }) => {
      const scale = scales[id];
      return scale === undefined ? null : <RangeAxis scale={scale} />;
    },
    cell(entry, { scales }) {
      const range = phaseOf(entry, id);
      const scale = scales[id];
      if (range === undefined || scale === undefined) return <span class="quiet">–</span>;
      const { confidence, high, low } = range.interval;
      const published = publishedRates(entry, id);
      return (
        <div
          class="range-cell"
          title={`Predicted; ${Math.round(100 * confidence)} % interval ${tokenRate(low)} – ${tokenRate(high)} tokens/s`}
        >
          <span class="range-number">
            {tokenRate(range.value)}
            <small>
              {tokenRate(low)}–{tokenRate(high)}
            </small>
          </span>
          <RangePlot scale={scale} range={range} published={published} />
          {published.length > 0 && (
            <small class="range-note">others measured {spanOf(published)}</small>
          )}
        </div>
      );
    },
  });
}

/** The fastest of the best proved formats: a claim does not stand in for them. */
function bestCompute({ peaks }: LeaderboardEntry) {
  return byEvidence(Object.entries(peaks.computeFlopsPerSecond))[0];
}

function Limit({ prediction }: { prediction: Prediction }) {
  const { remedy, title, words } = wordOf(limits, prediction.limit);
  return (
    <span class={`limit limit-${prediction.limit}`} title={`${words} ${remedy}`}>
      {title}
    </span>
  );
}

function PathCell({ entry, state }: { entry: LeaderboardEntry; state: BoardState }) {
  const { ownerCount, runCount, softwarePath, submissionId } = entry;
  return (
    <div class="path-cell">
      <BasisBadge basis={entry.basis} />
      {softwarePath !== null && (
        <small>
          {entry.evidence !== null && `${wordOf(evidenceLevels, entry.evidence).title} · `}
          <a
            href={boardHref(state, { backend: softwarePath.backend })}
            title={pathDetails(softwarePath)}
          >
            {softwarePath.backend}
          </a>{' '}
          · {ownerCount} {ownerCount === 1 ? 'owner' : 'owners'}, {runCount}{' '}
          {submissionId === null ? (
            'runs'
          ) : (
            <a href={`/runs/${submissionId}`}>{runCount === 1 ? 'run' : 'runs'}</a>
          )}
        </small>
      )}
    </div>
  );
}

function Price({ entry }: { entry: LeaderboardEntry }) {
  const price = entry.prices.find(({ per }) => per === 'device');
  if (price === undefined) return <span class="quiet">–</span>;
  return (
    <span title={`${price.asOf}, ${price.source}`}>
      ${price.amountUsd.toLocaleString('en-US')}
      <small class="block">{price.asOf.slice(0, 4)}</small>
    </span>
  );
}

/** Every column after rank and device, in order. */
export const boardColumns: readonly BoardColumn[] = [
  defineColumn({
    id: 'path',
    title: 'Rests on',
    note: 'software path',
    isNumeric: false,
    isShown: () => true,
    cell: (entry, { state }) => <PathCell entry={entry} state={state} />,
  }),
  phaseColumn('decode', 'Decode', 'decode'),
  phaseColumn('prefill', 'Prefill', 'prefill'),
  phaseColumn('trainingStep', 'Training', 'training'),
  defineColumn({
    id: 'time-to-first-token',
    title: 'First token',
    note: 'predicted',
    sort: 'time-to-first-token',
    isLowerBetter: true,
    isNumeric: true,
    isShown: ({ entries }) =>
      entries.some(({ prediction }) => prediction?.timeToFirstTokenSeconds !== undefined),
    cell({ prediction }) {
      const time = prediction?.timeToFirstTokenSeconds;
      return time === undefined ? '–' : <Quantity text={formatSeconds(time.value)} />;
    },
  }),
  defineColumn({
    id: 'fit',
    title: 'Fits?',
    note: 'memory used',
    sort: 'memory',
    isNumeric: false,
    isShown: () => true,
    cell: ({ prediction }) => (prediction === null ? '–' : <FitCell memory={prediction.memory} />),
  }),
  defineColumn({
    id: 'limit',
    title: 'Waits for',
    note: 'predicted',
    isNumeric: false,
    isShown: () => true,
    cell: ({ prediction }) => (prediction === null ? '–' : <Limit prediction={prediction} />),
  }),
  defineColumn({
    id: 'bandwidth',
    title: 'Bandwidth',
    note: 'memory',
    sort: 'bandwidth',
    isNumeric: true,
    isShown: () => true,
    cell({ peaks }) {
      const figure = peaks.bandwidthBytesPerSecond;
      return figure === undefined ? '–' : <FigureText figure={figure} unit="B/s" />;
    },
  }),
  defineColumn({
    id: 'compute',
    title: 'Compute',
    note: 'best format',
    sort: 'compute',
    isNumeric: true,
    isShown: () => true,
    cell(entry) {
      const best = bestCompute(entry);
      if (best === undefined) return '–';
      const [dtype, figure] = best;
      return (
        <>
          <FigureText figure={figure} unit={arithmeticUnit(dtype)} />
          <small class="block">{dtype}</small>
        </>
      );
    },
  }),
  defineColumn({
    id: 'price',
    title: 'Price',
    note: 'dated',
    sort: 'price',
    isLowerBetter: true,
    isNumeric: true,
    isShown: ({ entries }) => entries.some(({ prices }) => prices.length > 0),
    cell: (entry) => <Price entry={entry} />,
  }),
];
