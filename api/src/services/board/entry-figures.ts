import { byHeadline } from '@ridgeline/kernels/headlines';
import type { Figure, FigureEvidence, Peaks } from '@ridgeline/schema/responses';
import { medianConfidence } from '@ridgeline/statistics/order-statistic-interval';
import { evidenceAt } from '@ridgeline/vocabulary/evidence-levels';
import type { EntryPeakRow } from '../../db/queries/read-entries.ts';

/** What stands behind a pooled figure, as it is sent. */
function evidenceOf({
  dtype,
  evidence,
  floor,
  proofKernel,
  provedAt,
}: EntryPeakRow): FigureEvidence {
  const level = evidenceAt(evidence);
  if (floor === null || proofKernel === null || provedAt === null) return { level };
  return { level, proof: { kernel: proofKernel, dtype, floor, provedAt } };
}

function figureOf(peak: EntryPeakRow): Figure {
  const {
    best,
    dtype,
    high,
    independentOwnerCount,
    kernel,
    low,
    lowRank,
    ownerCount,
    runCount,
    sampleCount,
    value,
  } = peak;
  const confidence = medianConfidence(ownerCount, lowRank);
  return {
    value,
    basis: 'measured',
    evidence: evidenceOf(peak),
    // One owner's word gives no interval.
    ...(ownerCount < 2 ? {} : { interval: { low, high, confidence } }),
    best,
    ownerCount,
    independentOwnerCount,
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
