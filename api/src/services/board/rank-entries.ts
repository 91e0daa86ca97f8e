import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import type { SortDefinition, SortFigure } from './sorts.ts';

/** An entry before ranking, with whether its device can be ranked at all. */
export interface Candidate {
  readonly entry: LeaderboardEntry;
  readonly isRankable: boolean;
}

interface Compared extends Candidate {
  readonly place: EntryPlace;
  readonly figure: SortFigure | undefined;
}

const basisOrder = { measured: 0, published: 1, spec: 2 } as const;

function compareFigures(sort: SortDefinition, a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sort.isHigherBetter ? b - a : a - b;
}

/** What the order rests on: what can be ranked before the rest, the figure, then the basis, then the names. */
export interface EntryPlace {
  /** Below all that are ranked: what is only claimed, or of a device without a rank. */
  readonly isBelow: boolean;
  readonly figure: number | null;
  readonly basis: LeaderboardEntry['basis'];
  readonly slug: string;
  readonly path: string;
}

/** Where an entry stands in an order, whatever stands around it. */
export function placeOf(sort: SortDefinition, entry: LeaderboardEntry): EntryPlace {
  const { basis, device, softwarePath } = entry;
  const path = softwarePath === null ? '' : `${softwarePath.backend}\n${softwarePath.runtimeName}`;
  const figure = sort.figureOf(entry);
  const isBelow = figure?.backing === 'claimed' || !device.isListed || device.isSoftwareAdapter;
  return { isBelow, figure: figure?.value ?? null, basis, slug: device.slug, path };
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A total order, so that pages never overlap; what has no figure comes last among its like. */
export function comparePlaces(sort: SortDefinition, a: EntryPlace, b: EntryPlace): number {
  return (
    Number(a.isBelow) - Number(b.isBelow) ||
    compareFigures(sort, a.figure, b.figure) ||
    basisOrder[a.basis] - basisOrder[b.basis] ||
    compareTexts(a.slug, b.slug) ||
    compareTexts(a.path, b.path)
  );
}

/** Whether an entry has a rank as soon as it stands for its device. */
function hasFirmFigure({ figure, isRankable }: Compared): boolean {
  return isRankable && figure?.backing === 'firm';
}

/**
 * How well a row can stand for its device, by falling weight: it can be ranked here, its numbers allow a
 * rank elsewhere, measured before published and spec, and it answers the board's question.
 */
function standing(compared: Compared): readonly number[] {
  const { entry, isRankable } = compared;
  return [
    Number(hasFirmFigure(compared)),
    Number(isRankable && !entry.isPreliminary),
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
    .map((candidate): Compared => {
      const { entry } = candidate;
      return { ...candidate, place: placeOf(sort, entry), figure: sort.figureOf(entry) };
    })
    .sort((a, b) => comparePlaces(sort, a.place, b.place));
  const headline = headlines(ordered);
  const sign = sort.isHigherBetter ? 1 : -1;
  const isRanked = (compared: Compared): boolean =>
    hasFirmFigure(compared) && headline.has(compared.entry);
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
