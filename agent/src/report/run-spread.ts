import type { Submission } from '@ridgeline/schema/submission';
import { median } from '@ridgeline/statistics/quantile';

/** Medians that differ by less than this share of the middle one count as repeated. */
export const repeatableRatio = 0.03;

/** One measurement over several runs of the same machine. */
export interface MeasurementSpread {
  readonly path: string;
  readonly kernel: string;
  readonly dtype: string;
  readonly size: string;
  /** By run; absent where a run did not measure it. */
  readonly mediansSeconds: readonly (number | undefined)[];
  /** What each run says of its own figure. */
  readonly flags: readonly (readonly string[])[];
  /** Greatest less least median, over the middle one. */
  readonly spreadRatio: number;
  /**
   * `repeated`: all medians agree. `explained`: they do not, but those that carry no flag do, so each
   * run that differs says so itself. `unexplained`: two figures without any flag disagree.
   */
  readonly verdict: 'repeated' | 'explained' | 'unexplained';
}

type Ok = Extract<Submission['measurements'][number], { outcome: 'ok' }>;

function sizeOf({ size }: Ok): string {
  return Object.values(size).join('x');
}

function keyOf(each: Ok): string {
  return [each.path, each.kernel, each.dtype, sizeOf(each)].join(' ');
}

function spreadOf(seconds: readonly number[]): number {
  return seconds.length === 0 ? 0 : (Math.max(...seconds) - Math.min(...seconds)) / median(seconds);
}

function spread(found: readonly (Ok | undefined)[], first: Ok): MeasurementSpread {
  const present = found.filter((each) => each !== undefined);
  const medianOf = (each: Ok): number => each.durationSeconds.median;
  const settled = present.filter(({ flags = [] }) => flags.length === 0);
  const spreadRatio = spreadOf(present.map(medianOf));
  const isExplained = spreadOf(settled.map(medianOf)) <= repeatableRatio;
  return {
    path: first.path,
    kernel: first.kernel,
    dtype: first.dtype,
    size: sizeOf(first),
    mediansSeconds: found.map((each) => each?.durationSeconds.median),
    flags: found.map((each) => each?.flags ?? []),
    spreadRatio,
    verdict:
      spreadRatio <= repeatableRatio ? 'repeated' : isExplained ? 'explained' : 'unexplained',
  };
}

/** How far runs of one machine agree, measurement by measurement, the widest spread first. */
export function runSpread(runs: readonly Submission[]): MeasurementSpread[] {
  const ok = runs.map(
    ({ measurements }) =>
      new Map(measurements.flatMap((each) => (each.outcome === 'ok' ? [[keyOf(each), each]] : []))),
  );
  const all = new Map(ok.flatMap((each) => [...each]));
  return [...all]
    .map(([key, first]) =>
      spread(
        ok.map((each) => each.get(key)),
        first,
      ),
    )
    .sort((one, other) => other.spreadRatio - one.spreadRatio);
}
