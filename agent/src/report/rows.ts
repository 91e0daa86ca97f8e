import { evaluate } from '@ridgeline/evaluation/evaluate';
import { rateOf } from '@ridgeline/evaluation/evaluated-measurement';
import type { Submission } from '@ridgeline/schema/submission';
import { medianInterval } from '@ridgeline/statistics/order-statistic-interval';

/** Columns of the flat formats, in SI base units. */
export const rowColumns = [
  'runId',
  'device',
  'backend',
  'kernel',
  'dtype',
  'size',
  'outcome',
  'rate',
  'rateUnit',
  'medianSeconds',
  'minSeconds',
  'maxSeconds',
  'intervalLowSeconds',
  'intervalHighSeconds',
  'intervalConfidence',
  'sampleCount',
  'relativeError',
  'variant',
  'flags',
  'cause',
  'reason',
] as const;

export type Row = Readonly<Partial<Record<(typeof rowColumns)[number], string | number>>>;

/** One flat row for each measurement of a run. */
export function measurementRows(run: Submission): Row[] {
  const evaluated = new Map(evaluate(run).measurements.map((each) => [each.index, each]));
  return run.measurements.map((each, index) => {
    const path = run.softwarePaths.find(({ id }) => id === each.path);
    const device = run.devices.find(({ id }) => id === path?.device);
    const head = {
      runId: run.run.id,
      device: device?.name ?? '',
      backend: path?.backend ?? '',
      kernel: each.kernel,
      dtype: each.dtype,
      outcome: each.outcome,
      ...(each.size && {
        size: Object.entries(each.size)
          .map(([key, value]) => `${key}=${value}`)
          .join(' '),
      }),
    };
    const own = evaluated.get(index);
    if (each.outcome === 'failed') return { ...head, cause: each.cause, reason: each.reason };
    if (each.outcome !== 'ok' || own === undefined) {
      return { ...head, ...('reason' in each && { reason: each.reason }) };
    }
    const { samples } = each.durationSeconds;
    const rate = rateOf(own, 'medianSeconds');
    const interval = medianInterval(samples);
    return {
      ...head,
      ...(rate !== undefined && {
        rate,
        rateUnit: own.declared?.spec.rate === 'computeFlopsPerSecond' ? 'flop/s' : 'B/s',
      }),
      medianSeconds: own.medianSeconds,
      minSeconds: own.minSeconds,
      maxSeconds: own.maxSeconds,
      intervalLowSeconds: interval.low,
      intervalHighSeconds: interval.high,
      intervalConfidence: interval.confidence,
      sampleCount: samples.length,
      relativeError: each.relativeError,
      ...(each.variant !== undefined && { variant: each.variant }),
      ...(each.flags && each.flags.length > 0 && { flags: each.flags.join(' ') }),
    };
  });
}
