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

/**
 * A submission keeps every sample and is at most 64 KiB for all backends together: the more
 * problems a preset has, the fewer and longer its samples. Six are the least that give the median an
 * interval of 95 %.
 */
const byPreset: Readonly<
  Record<Preset, Pick<SampleLimits, 'warmUpSeconds' | 'maximumSamples' | 'minimumSampleSeconds'>>
> = {
  quick: { warmUpSeconds: 0.03, maximumSamples: 16, minimumSampleSeconds: 0.005 },
  standard: { warmUpSeconds: 0.2, maximumSamples: 7, minimumSampleSeconds: 0.03 },
  full: { warmUpSeconds: 0.5, maximumSamples: 6, minimumSampleSeconds: 0.05 },
};

/** Submitting to a GPU and waiting costs about 0.1 ms, which is below 1 % of this. */
const gpuSampleSeconds = 0.02;

/** Limits for a preset on a kind of device. */
export function sampleLimits(preset: Preset, deviceKind: 'cpu' | 'gpu'): SampleLimits {
  const limits = byPreset[preset];
  const least = deviceKind === 'gpu' ? gpuSampleSeconds : 0;
  return {
    ...limits,
    minimumSampleSeconds: Math.max(limits.minimumSampleSeconds, least),
    minimumSamples: 3,
    maximumRelativeSpread: 0.025,
  };
}
