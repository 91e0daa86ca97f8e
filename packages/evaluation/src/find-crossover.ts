import { transferToDeviceSpec } from '@ridgeline/kernels/transfer-to-device/spec';
import { transferToHostSpec } from '@ridgeline/kernels/transfer-to-host/spec';
import type { EvaluatedPath, Evaluation } from './evaluate.ts';
import { type EvaluatedMeasurement, rateOf } from './evaluated-measurement.ts';
import { leadingPaths } from './leading-paths.ts';
import { findPeak } from './peaks.ts';

/** From where on a GPU is worth asking. */
export interface Crossover {
  /** Edge of the smallest square f32 matrix product that the GPU finishes first, transfers included. */
  readonly edge: number;
  readonly cpuSeconds: number;
  readonly gpuSeconds: number;
}

/** Whether and from where on the GPU multiplies matrices sooner than the CPU. */
export type CrossoverFinding =
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'never' }
  | ({ readonly outcome: 'from' } & Crossover);

const largestEdge = 32_768;

type RateOfFlops = (flops: number) => number;

/** Rate of f32 products over their flops, from the measured sizes; undefined without any. */
function productRate(measured: readonly EvaluatedMeasurement[]): RateOfFlops | undefined {
  const points = measured
    .filter(
      ({ declared, given }) => declared?.spec.headline?.id === 'compute' && given.dtype === 'f32',
    )
    .map((each) => ({
      work: Math.log(each.declared?.cost.flops ?? 1),
      rate: Math.log(rateOf(each, 'medianSeconds') ?? 0),
    }))
    .sort((left, right) => left.work - right.work);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return (flops) => {
    const work = Math.log(flops);
    if (work <= first.work) return Math.exp(first.rate);
    const after = points.findIndex((point) => point.work >= work);
    const [low, high] = [points[after - 1], points[after]];
    if (low === undefined || high === undefined) return Math.exp(last.rate);
    const share = (work - low.work) / (high.work - low.work);
    return Math.exp(low.rate + (high.rate - low.rate) * share);
  };
}

function fastest(measured: readonly EvaluatedMeasurement[], kernel: string): number | undefined {
  const rates = measured.flatMap((each) =>
    each.given.kernel === kernel ? (rateOf(each, 'medianSeconds') ?? []) : [],
  );
  return rates.length === 0 ? undefined : Math.max(...rates);
}

function crossoverOf(
  measurements: readonly EvaluatedMeasurement[],
  cpu: EvaluatedPath,
  gpu: EvaluatedPath,
): CrossoverFinding {
  const of = ({ given }: EvaluatedPath): EvaluatedMeasurement[] =>
    measurements.filter((each) => each.given.path === given.id);
  const cpuRate = productRate(of(cpu));
  const gpuRate = productRate(of(gpu));
  const up = fastest(of(gpu), transferToDeviceSpec.id);
  const down = fastest(of(gpu), transferToHostSpec.id);
  const launchSeconds = findPeak(gpu.peaks, 'dispatch')?.value;
  if (!cpuRate || !gpuRate || up === undefined || down === undefined) return { outcome: 'unknown' };
  if (launchSeconds === undefined) return { outcome: 'unknown' };
  for (let edge = 8; edge <= largestEdge; edge++) {
    const flops = 2 * edge ** 3;
    const matrixBytes = 4 * edge ** 2;
    const cpuSeconds = flops / cpuRate(flops);
    const product = flops / gpuRate(flops);
    const gpuSeconds = launchSeconds + (2 * matrixBytes) / up + product + matrixBytes / down;
    if (gpuSeconds < cpuSeconds) return { outcome: 'from', edge, cpuSeconds, gpuSeconds };
  }
  return { outcome: 'never' };
}

/**
 * The smallest square matrix product that the GPU finishes before the CPU when the matrices start and
 * end in host memory: launch + both inputs up + product + result down against the product alone, each on
 * the path that leads its device. Rates between measured sizes are interpolated on logarithmic axes and
 * held constant beyond. `unknown` where a figure is missing, `never` up to an edge of 32,768.
 */
export function findCrossover({ measurements, paths }: Evaluation): CrossoverFinding {
  const leading = leadingPaths(paths);
  const cpu = leading.find(({ device }) => device.facts.kind === 'cpu');
  const gpu = leading.find(({ device }) => device.facts.kind === 'gpu');
  if (cpu === undefined || gpu === undefined) return { outcome: 'unknown' };
  return crossoverOf(measurements, cpu, gpu);
}
