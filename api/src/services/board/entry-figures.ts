import type { Figure, Peaks } from '@ridgeline/schema/responses';
import type { EntryPeakRow } from '../../db/queries/read-entries.ts';
import { medianConfidence } from './median-confidence.ts';

function figureOf(peak: EntryPeakRow): Figure {
  const { best, dtype, high, kernel, low, lowRank, ownerCount, runCount, sampleCount, value } =
    peak;
  const confidence = medianConfidence(ownerCount, lowRank);
  return {
    value,
    basis: 'measured',
    // One owner's word gives no interval.
    ...(ownerCount < 2 ? {} : { interval: { low, high, confidence } }),
    best,
    ownerCount,
    runCount,
    sampleCount,
    kernel,
    dtype,
  };
}

function withPrefix(peaks: readonly EntryPeakRow[], prefix: string): Record<string, Figure> {
  return Object.fromEntries(
    peaks
      .filter(({ peak }) => peak.startsWith(prefix))
      .map((peak) => [peak.peak.slice(prefix.length), figureOf(peak)]),
  );
}

/** The peaks of a measured row as they are sent. */
export function measuredPeaks(peaks: readonly EntryPeakRow[]): Peaks {
  const bandwidth = peaks.find(({ peak }) => peak === 'bandwidth');
  const dispatch = peaks.find(({ peak }) => peak === 'dispatch');
  const serialBranch = peaks.find(({ peak }) => peak === 'serial-branch');
  const matvec = withPrefix(peaks, 'matvec-');
  return {
    ...(bandwidth === undefined ? {} : { bandwidthBytesPerSecond: figureOf(bandwidth) }),
    computeFlopsPerSecond: withPrefix(peaks, 'compute-'),
    ...(Object.keys(matvec).length === 0 ? {} : { matvecBytesPerSecond: matvec }),
    ...(dispatch === undefined ? {} : { dispatchSeconds: figureOf(dispatch) }),
    ...(serialBranch === undefined
      ? {}
      : { serialBranchOperationsPerSecond: figureOf(serialBranch) }),
  };
}
