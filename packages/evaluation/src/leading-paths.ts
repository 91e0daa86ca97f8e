import type { EvaluatedPath } from './evaluate.ts';
import { findPeak } from './peaks.ts';

/** Both sides of the roofline count alike; a path that lacks one comes last. */
function rooflineArea({ peaks }: EvaluatedPath): number {
  // f32 is what every path has; a path must not lead for a format that others were not asked for.
  const compute = peaks.filter(({ headline }) => headline === 'compute');
  const fastest = Math.max(0, ...compute.map(({ value }) => value));
  const arithmetic = findPeak(peaks, 'compute-f32')?.value ?? fastest;
  return (findPeak(peaks, 'bandwidth')?.value ?? 0) * arithmetic;
}

/** Software paths of a run, the one with the largest roofline first. */
export function byRoofline(paths: readonly EvaluatedPath[]): EvaluatedPath[] {
  return paths.toSorted((a, b) => rooflineArea(b) - rooflineArea(a));
}

/** The path that stands for each real device, largest roofline first; software adapters are no GPUs. */
export function leadingPaths(paths: readonly EvaluatedPath[]): EvaluatedPath[] {
  const whole = byRoofline(paths).filter(
    ({ device, peaks }) =>
      !device.facts.isSoftwareAdapter && findPeak(peaks, 'bandwidth') !== undefined,
  );
  return whole.filter(
    ({ device }, index) => whole.findIndex((each) => each.device === device) === index,
  );
}
