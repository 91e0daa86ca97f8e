import { type Backing, backingOf } from '@ridgeline/evaluation/foundation';
import { type Headline, headlines } from '@ridgeline/kernels/headlines';
import type { Figure, LeaderboardEntry } from '@ridgeline/schema/responses';

/** What an entry is compared by; the interval decides ties. */
export interface SortFigure {
  readonly value: number;
  /** Only firm figures rank; claimed ones stand below all others. */
  readonly backing: Backing;
  readonly low: number;
  readonly high: number;
}

/** An order of the board. */
export interface SortDefinition {
  readonly id: string;
  readonly title: string;
  /** SI base unit, spelled out. */
  readonly unit: string;
  readonly isHigherBetter: boolean;
  figureOf(entry: LeaderboardEntry): SortFigure | undefined;
}

function defineSort<const S extends SortDefinition>(sort: S): S {
  return sort;
}

interface WithInterval {
  readonly value: number;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
}

function bounded(figure: WithInterval | undefined, backing: Backing): SortFigure | undefined {
  if (figure === undefined || !Number.isFinite(figure.value)) return undefined;
  const { interval, value } = figure;
  return { value, low: interval?.low ?? value, high: interval?.high ?? value, backing };
}

/** Of what rests on all figures of a row: its prediction, and facts of its device. */
function entryBacking({ basis, evidence, isPreliminary }: LeaderboardEntry): Backing {
  if (basis !== 'measured') return 'firm';
  if (evidence !== 'proved') return 'claimed';
  return isPreliminary ? 'preliminary' : 'firm';
}

function predictedFigure(
  entry: LeaderboardEntry,
  figure: WithInterval | undefined,
): SortFigure | undefined {
  return bounded(figure, entryBacking(entry));
}

function exact(entry: LeaderboardEntry, value: number | undefined): SortFigure | undefined {
  return bounded(value === undefined ? undefined : { value }, entryBacking(entry));
}

/** A figure of a row, by its own evidence. */
function ownFigure(figure: Figure | undefined): SortFigure | undefined {
  return bounded(figure, figure?.basis === 'measured' ? backingOf(figure) : 'firm');
}

const backings: readonly Backing[] = ['firm', 'preliminary', 'claimed'];

/** The best figure among the best backed ones: a claim does not stand in for what was proved. */
function bestBacked(
  figures: readonly (SortFigure | undefined)[],
  isHigherBetter: boolean,
): SortFigure | undefined {
  const sign = isHigherBetter ? 1 : -1;
  const found = figures.filter((figure) => figure !== undefined);
  const best = backings.find((each) => found.some(({ backing }) => backing === each));
  return found
    .filter(({ backing }) => backing === best)
    .toSorted((a, b) => sign * (b.value - a.value))[0];
}

/** A measured headline; of one that each number format has for itself, the best. */
function headlineSort<const H extends Headline>({ field, id, isByDtype, title, unit }: H) {
  const isHigherBetter = unit !== 'seconds';
  return defineSort({
    id: id as H['id'],
    title: isByDtype ? `${title}, best number format` : title,
    unit,
    isHigherBetter,
    figureOf({ peaks }) {
      const found: Figure | Readonly<Record<string, Figure>> | undefined = peaks[field];
      const figures = found === undefined ? [] : isFigure(found) ? [found] : Object.values(found);
      return bestBacked(figures.map(ownFigure), isHigherBetter);
    },
  });
}

function isFigure(found: Figure | Readonly<Record<string, Figure>>): found is Figure {
  return typeof found.value === 'number';
}

/** Every order there is. Predictions say nothing of a device that cannot hold the job at all. */
export const sorts = [
  defineSort({
    id: 'decode',
    title: 'Predicted decode speed',
    unit: 'tokens per second',
    isHigherBetter: true,
    figureOf: (entry) =>
      predictedFigure(entry, entry.prediction?.decode?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'prefill',
    title: 'Predicted prefill speed',
    unit: 'tokens per second',
    isHigherBetter: true,
    figureOf: (entry) =>
      predictedFigure(entry, entry.prediction?.prefill?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'training',
    title: 'Predicted training speed',
    unit: 'tokens per second',
    isHigherBetter: true,
    figureOf: (entry) =>
      predictedFigure(entry, entry.prediction?.trainingStep?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'time-to-first-token',
    title: 'Predicted time to first token',
    unit: 'seconds',
    isHigherBetter: false,
    figureOf: (entry) => predictedFigure(entry, entry.prediction?.timeToFirstTokenSeconds),
  }),
  ...headlines.map(headlineSort),
  defineSort({
    id: 'compute-f32',
    title: 'f32 arithmetic',
    unit: 'flops per second',
    isHigherBetter: true,
    figureOf: ({ peaks }) => ownFigure(peaks.computeFlopsPerSecond.f32),
  }),
  defineSort({
    id: 'memory',
    title: 'Memory',
    unit: 'bytes',
    isHigherBetter: true,
    figureOf: (entry) => exact(entry, entry.device.memoryBytes),
  }),
  defineSort({
    id: 'price',
    title: 'Price of the device',
    unit: 'US dollars',
    isHigherBetter: false,
    figureOf: (entry) => exact(entry, entry.prices.find(({ per }) => per === 'device')?.amountUsd),
  }),
  defineSort({
    id: 'launch-year',
    title: 'Year of launch',
    unit: 'year',
    isHigherBetter: true,
    figureOf: (entry) => exact(entry, entry.device.launchYear),
  }),
] as const satisfies readonly SortDefinition[];

export type SortId = (typeof sorts)[number]['id'];

const byId: ReadonlyMap<string, SortDefinition> = new Map(sorts.map((sort) => [sort.id, sort]));

/** The order with that id. */
export function findSort(id: SortId): SortDefinition {
  const sort = byId.get(id);
  if (sort === undefined) throw new Error(`There is no sort "${id}".`);
  return sort;
}
