import { type Crossover, findCrossover } from '@ridgeline/measure/find-crossover';
import type { Submission } from '@ridgeline/schema/submission';
import type { PathPeaks } from './path-peaks.ts';

/** Whether and from where on the GPU multiplies matrices sooner than the CPU. */
export type CrossoverFinding =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'from'; readonly crossover: Crossover };

/** The crossover between the headline paths of a CPU and a GPU; unknown where one was not measured. */
export function crossoverOf(run: Submission, headline: readonly PathPeaks[]): CrossoverFinding {
  const cpu = headline.find(({ device }) => device.kind === 'cpu');
  const gpu = headline.find(({ device }) => device.kind === 'gpu');
  if (cpu === undefined || gpu === undefined) return { kind: 'unknown' };
  const timed = run.measurements.filter((each) => each.outcome === 'ok');
  const crossover = findCrossover(timed, { cpu: cpu.path.id, gpu: gpu.path.id });
  return crossover === undefined ? { kind: 'never' } : { kind: 'from', crossover };
}
