import { peakId } from '@ridgeline/kernels/headlines';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { EvidenceLevel } from '@ridgeline/vocabulary/evidence-levels';
import { statuses } from '@ridgeline/vocabulary/statuses';
import { findWord } from '@ridgeline/vocabulary/word';
import type { EvaluatedPath } from './evaluate.ts';
import type { Peak } from './peaks.ts';
import { type FiguresByPeak, figuresBound, sheetBound } from './physical-bounds.ts';

/** The least speed that checked work shows: one proof, of one kernel in one number format. */
export interface ProvedFloor {
  /** Software path of the run, by its local id. */
  readonly path: string;
  /** Kernel of the challenge, and the format that its work was done in. */
  readonly kernel: string;
  readonly dtype: string;
  /** Flops or bytes a second, by the server's clock. */
  readonly unitsPerSecond: number;
  /** When the work was committed to, RFC 3339. */
  readonly provedAt: string;
}

/** What stands behind one figure. */
export interface Evidence {
  readonly level: EvidenceLevel;
  /** The fastest proof of a proved figure; absent where maintainers vouch for their own run. */
  readonly floor?: ProvedFloor;
}

/** What was decided about a run, as far as the evidence of its figures depends on it. */
export interface Standing {
  readonly status: string;
  readonly tier: string;
  readonly floors: readonly ProvedFloor[];
}

/** A claim may exceed the floor by what the round trip and the digests took of the pass. */
export const largestClaimToFloor = 1.25;

/** Id of the peak that work of a kernel in a format proves; undefined for kernels without a headline. */
export function provedPeak({
  dtype,
  kernel,
}: {
  kernel: string;
  dtype: string;
}): string | undefined {
  const headline = findKernelSpec(kernel)?.headline;
  return headline && peakId(headline.id, dtype);
}

/** The fastest floor that carries the claim of a peak of a path; undefined when none does. */
export function floorOf(
  path: EvaluatedPath,
  peak: Peak,
  floors: readonly ProvedFloor[],
): ProvedFloor | undefined {
  return floors
    .filter((floor) => floor.path === path.given.id && provedPeak(floor) === peak.peak)
    .filter(({ unitsPerSecond }) => peak.value <= largestClaimToFloor * unitsPerSecond)
    .toSorted((a, b) => b.unitsPerSecond - a.unitsPerSecond)[0];
}

/** The proved figures of the device of a path, the best of all its paths. */
function provedFigures(
  of: EvaluatedPath,
  paths: readonly EvaluatedPath[],
  floors: readonly ProvedFloor[],
): FiguresByPeak {
  const figures = new Map<string, number>();
  for (const path of paths) {
    if (path.device !== of.device) continue;
    for (const peak of path.peaks) {
      if (floorOf(path, peak, floors) === undefined) continue;
      figures.set(peak.peak, Math.max(peak.best, figures.get(peak.peak) ?? 0));
    }
  }
  return figures;
}

/** Whether the figures of a run count on boards: unsigned runs have a list of their own. */
export function isCounted({ status, tier }: Pick<Standing, 'status' | 'tier'>): boolean {
  return tier !== 'T0' && findWord(statuses, status)?.isCounted === true;
}

/**
 * What stands behind each peak of a path, in the order of its peaks: the one rule that decides what a
 * board, a rank and a prediction may rest on. A proof is worth its own kernel and format, nothing else.
 */
export function evidenceOf(
  path: EvaluatedPath,
  paths: readonly EvaluatedPath[],
  { floors, tier }: Omit<Standing, 'status'>,
): Evidence[] {
  const proved = provedFigures(path, paths, floors);
  return path.peaks.map((peak): Evidence => {
    // Of their own runs maintainers know what ran where.
    if (tier === 'T4') return { level: 'proved' };
    const floor = floorOf(path, peak, floors);
    if (floor !== undefined) return { level: 'proved', floor };
    if (peak.best <= (sheetBound(peak, path.device) ?? 0)) return { level: 'within-sheet' };
    if (peak.best <= (figuresBound(peak, proved) ?? 0)) return { level: 'within-figures' };
    return { level: 'claimed' };
  });
}
