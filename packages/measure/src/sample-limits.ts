import type { Preset } from '@ridgeline/kernels/kernel-spec';

/** How one problem is sampled. */
export interface SampleLimits {
  /** Shortest batch: long against timer quanta and the cost of waiting. */
  readonly minimumSampleSeconds: number;
  /** Executions before the first sample take at least this long, until they are steady. */
  readonly warmUpSeconds: number;
  readonly minimumSamples: number;
  readonly maximumSamples: number;
  /** Sampling stops when half the interval of the median is this share of the median. */
  readonly maximumRelativeSpread: number;
}

const warmUpSeconds: Readonly<Record<Preset, number>> = { quick: 0.03, standard: 0.2, full: 0.5 };

/** Bytes of JSON that all measurements of a submission may take; its limit is 64 KiB in all. */
const measurementsBytes = 54_000;

/** Bytes of one measurement without its samples, and of one sample with six digits. */
const measurementBytes = 260;
const sampleBytes = 12;

/** Limits for a preset; the more measurements are planned, the fewer samples each may keep. */
export function sampleLimits(
  preset: Preset,
  deviceKind: 'cpu' | 'gpu',
  plannedCount: number,
): SampleLimits {
  const each = measurementsBytes / Math.max(1, plannedCount) - measurementBytes;
  return {
    // Submitting to a GPU and waiting costs about 0.1 ms, which is below 1 % of 20 ms.
    minimumSampleSeconds: deviceKind === 'gpu' ? 0.02 : 0.005,
    warmUpSeconds: warmUpSeconds[preset],
    minimumSamples: 3,
    maximumSamples: Math.max(6, Math.min(32, Math.floor(each / sampleBytes))),
    maximumRelativeSpread: 0.025,
  };
}
