import { findKernelSpec } from '@ridgeline/kernels/specs';

/** What is read of a measurement that is ok, as the suite gives it or a submission holds it. */
export interface TimedProblem {
  readonly kernel: string;
  readonly dtype: string;
  readonly path: string;
  readonly size: Readonly<Record<string, number>>;
  readonly durationSeconds: { readonly median: number };
  readonly computeFlopsPerSecond?: number | undefined;
  readonly bandwidthBytesPerSecond?: number | undefined;
}

/** Ids of the software paths to compare, e.g. the best of a CPU and the best of a GPU. */
export interface CrossoverPaths {
  readonly cpu: string;
  readonly gpu: string;
}

/** From where on a GPU is worth asking. */
export interface Crossover {
  /** Edge of the smallest square f32 matrix product that the GPU finishes first, transfers included. */
  readonly edge: number;
  readonly cpuSeconds: number;
  readonly gpuSeconds: number;
}

const largestEdge = 32_768;

/**
 * The smallest square matrix product that the GPU finishes before the CPU when the matrices start and
 * end in host memory: launch + both inputs up + product + result down against the product alone.
 * Rates between measured sizes are interpolated on logarithmic axes and held constant beyond.
 * `undefined` when a figure is missing or the GPU never wins up to an edge of 32,768.
 */
export function findCrossover(
  timed: readonly TimedProblem[],
  paths: CrossoverPaths,
): Crossover | undefined {
  const of = (kernel: string, path: string): TimedProblem[] =>
    timed.filter((each) => each.kernel === kernel && each.path === path && each.dtype === 'f32');
  const cpuRate = matmulRate(of('matmul', paths.cpu));
  const gpuRate = matmulRate(of('matmul', paths.gpu));
  const up = largest(of('transfer-to-device', paths.gpu).map((ok) => ok.bandwidthBytesPerSecond));
  const down = largest(of('transfer-to-host', paths.gpu).map((ok) => ok.bandwidthBytesPerSecond));
  const launchSeconds = of('dispatch', paths.gpu)[0]?.durationSeconds.median;
  if (!cpuRate || !gpuRate || up === undefined || down === undefined) return undefined;
  if (launchSeconds === undefined) return undefined;
  for (let edge = 8; edge <= largestEdge; edge++) {
    const flops = 2 * edge ** 3;
    const matrixBytes = 4 * edge ** 2;
    const cpuSeconds = flops / cpuRate(flops);
    const product = flops / gpuRate(flops);
    const gpuSeconds = launchSeconds + (2 * matrixBytes) / up + product + matrixBytes / down;
    if (gpuSeconds < cpuSeconds) return { edge, cpuSeconds, gpuSeconds };
  }
  return undefined;
}

function largest(rates: readonly (number | undefined)[]): number | undefined {
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Rate as a function of the flops of the problem, from the measured sizes; undefined without any. */
function matmulRate(measured: readonly TimedProblem[]): ((flops: number) => number) | undefined {
  const spec = findKernelSpec('matmul');
  const points = measured
    .map(({ size, dtype, computeFlopsPerSecond = 0 }) => ({
      work: Math.log(spec?.cost(size, dtype).flops ?? 1),
      rate: Math.log(computeFlopsPerSecond),
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
