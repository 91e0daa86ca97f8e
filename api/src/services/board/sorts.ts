import { type Headline, headlines } from '@ridgeline/kernels/headlines';
import type { Figure, LeaderboardEntry } from '@ridgeline/schema/responses';

/** What an entry is compared by; the interval decides ties. */
export interface SortFigure {
  readonly value: number;
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

function bounded(figure: WithInterval | undefined): SortFigure | undefined {
  if (figure === undefined || !Number.isFinite(figure.value)) return undefined;
  const { interval, value } = figure;
  return { value, low: interval?.low ?? value, high: interval?.high ?? value };
}

function exact(value: number | undefined): SortFigure | undefined {
  return bounded(value === undefined ? undefined : { value });
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
      const sign = isHigherBetter ? 1 : -1;
      return bounded(figures.toSorted((a, b) => sign * (b.value - a.value))[0]);
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
    figureOf: ({ prediction }) => bounded(prediction?.decode?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'prefill',
    title: 'Predicted prefill speed',
    unit: 'tokens per second',
    isHigherBetter: true,
    figureOf: ({ prediction }) => bounded(prediction?.prefill?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'training',
    title: 'Predicted training speed',
    unit: 'tokens per second',
    isHigherBetter: true,
    figureOf: ({ prediction }) => bounded(prediction?.trainingStep?.throughputTokensPerSecond),
  }),
  defineSort({
    id: 'time-to-first-token',
    title: 'Predicted time to first token',
    unit: 'seconds',
    isHigherBetter: false,
    figureOf: ({ prediction }) => bounded(prediction?.timeToFirstTokenSeconds),
  }),
  ...headlines.map(headlineSort),
  defineSort({
    id: 'compute-f32',
    title: 'f32 arithmetic',
    unit: 'flops per second',
    isHigherBetter: true,
    figureOf: ({ peaks }) => bounded(peaks.computeFlopsPerSecond.f32),
  }),
  defineSort({
    id: 'memory',
    title: 'Memory',
    unit: 'bytes',
    isHigherBetter: true,
    figureOf: ({ device }) => exact(device.memoryBytes),
  }),
  defineSort({
    id: 'price',
    title: 'Price of the device',
    unit: 'US dollars',
    isHigherBetter: false,
    figureOf: ({ prices }) => exact(prices.find(({ per }) => per === 'device')?.amountUsd),
  }),
  defineSort({
    id: 'launch-year',
    title: 'Year of launch',
    unit: 'year',
    isHigherBetter: true,
    figureOf: ({ device }) => exact(device.launchYear),
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
