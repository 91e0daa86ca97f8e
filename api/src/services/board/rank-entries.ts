import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import type { SortDefinition, SortFigure } from './sorts.ts';

/** An entry before ranking, with whether its evidence allows a rank. */
export interface Candidate {
  readonly entry: LeaderboardEntry;
  readonly isRankable: boolean;
}

interface Compared extends Candidate {
  readonly figure: SortFigure | undefined;
}

const basisOrder = { measured: 0, published: 1, spec: 2 } as const;

function compareFigures(sort: SortDefinition, a: Compared, b: Compared): number {
  if (a.figure === undefined || b.figure === undefined) {
    return Number(a.figure === undefined) - Number(b.figure === undefined);
  }
  const difference = b.figure.value - a.figure.value;
  return sort.isHigherBetter ? difference : -difference;
}

function comparePaths(a: LeaderboardEntry['softwarePath'], b: typeof a): number {
  const [left, right] = [a, b].map((path) => `${path?.backend}\n${path?.runtimeName}`);
  return left === right ? 0 : String(left) < String(right) ? -1 : 1;
}

/** A total order, so that pages never overlap: figure, then basis, then names. */
function compare(sort: SortDefinition, a: Compared, b: Compared): number {
  return (
    compareFigures(sort, a, b) ||
    basisOrder[a.entry.basis] - basisOrder[b.entry.basis] ||
    (a.entry.device.slug < b.entry.device.slug ? -1 : 0) ||
    (a.entry.device.slug > b.entry.device.slug ? 1 : 0) ||
    comparePaths(a.entry.softwarePath, b.entry.softwarePath)
  );
}

/**
 * How well a row can stand for its device, by falling weight: it can be ranked here at all, its evidence
 * allows a rank elsewhere, measured before published and spec, and it answers the board's question.
 */
function standing({ entry, figure, isRankable }: Compared): readonly number[] {
  return [
    Number(isRankable && figure !== undefined),
    Number(isRankable),
    -basisOrder[entry.basis],
    // A path without bandwidth, such as a matrix library, predicts nothing, however fast it is.
    Number(entry.prediction !== null),
  ];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((value, at) => value !== b[at]);
  return (a[index] ?? 0) > (b[index] ?? 0);
}

/** Per device the row that stands for it; of equal standing the first in the board's order. */
function headlines(ordered: readonly Compared[]): ReadonlySet<LeaderboardEntry> {
  const bySlug = new Map<string, Compared>();
  for (const candidate of ordered) {
    const known = bySlug.get(candidate.entry.device.slug);
    const isBetter = known === undefined || isHigher(standing(candidate), standing(known));
    if (isBetter) bySlug.set(candidate.entry.device.slug, candidate);
  }
  return new Set([...bySlug.values()].map(({ entry }) => entry));
}

/** Values of `ascending` above `limit`, by bisection. */
function countAbove(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}

/**
 * Order the entries and rank one per device: a rank is one more than the number of devices that are
 * better beyond the intervals of both, so devices that cannot be told apart share it.
 */
export function rankEntries(
  candidates: readonly Candidate[],
  sort: SortDefinition,
): LeaderboardEntry[] {
  const ordered = candidates
    .map((candidate): Compared => ({ ...candidate, figure: sort.figureOf(candidate.entry) }))
    .sort((a, b) => compare(sort, a, b));
  const headline = headlines(ordered);
  const sign = sort.isHigherBetter ? 1 : -1;
  const isRanked = ({ entry, figure, isRankable }: Compared): boolean =>
    isRankable && figure !== undefined && headline.has(entry);
  const worst = ordered
    .filter(isRanked)
    .map(({ figure }) => (sort.isHigherBetter ? (figure?.low ?? 0) : -(figure?.high ?? 0)))
    .sort((a, b) => a - b);
  return ordered.map((compared) => {
    const { entry, figure } = compared;
    const isHeadline = headline.has(entry);
    if (figure === undefined || !isRanked(compared)) return { ...entry, rank: null, isHeadline };
    const best = sign * (sort.isHigherBetter ? figure.high : figure.low);
    return { ...entry, rank: 1 + countAbove(worst, best), isHeadline };
  });
}
