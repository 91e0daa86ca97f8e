import type { EvaluatedMeasurement } from './evaluated-measurement.ts';

/** The times of a software path over what it measured, to tell copies from measurements. */
export interface RunCurve {
  /** What was measured, in order; only curves of one shape can be copies of each other. */
  readonly shape: string;
  /** Medians in seconds. */
  readonly points: readonly number[];
}

/** The curve of a path's measurements, whatever their order in the run. */
export function runCurve(measurements: readonly EvaluatedMeasurement[]): RunCurve {
  const named = measurements.map(({ given, medianSeconds }) => {
    const size = Object.entries(given.size).sort(([a], [b]) => (a < b ? -1 : 1));
    const name = `${given.kernel} ${given.dtype} ${size.map((each) => each.join('=')).join(' ')}`;
    return [name, medianSeconds] as const;
  });
  named.sort(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1));
  return { shape: named.map(([name]) => name).join('\n'), points: named.map(([, point]) => point) };
}
