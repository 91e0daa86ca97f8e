import { byHeadline } from '@ridgeline/kernels/headlines';
import type { Figure, Peaks } from '@ridgeline/schema/responses';
import { medianConfidence } from '@ridgeline/statistics/order-statistic-interval';
import type { EntryPeakRow } from '../../db/queries/read-entries.ts';

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

/** The peaks of a measured row as they are sent. */
export function measuredPeaks(peaks: readonly EntryPeakRow[]): Peaks {
  return byHeadline(peaks, figureOf);
}
