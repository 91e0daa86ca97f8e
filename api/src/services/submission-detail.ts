import { type EvaluatedMeasurement, rateOf } from '@ridgeline/evaluation/evaluated-measurement';
import { evidenceOf, isCounted } from '@ridgeline/evaluation/evidence';
import { checkPlausibility } from '@ridgeline/evaluation/plausibility';
import type {
  FigureEvidence,
  StoredMeasurement,
  SubmissionDetail,
} from '@ridgeline/schema/responses';
import { medianInterval } from '@ridgeline/statistics/order-statistic-interval';
import type { Store } from '../db/store.ts';
import { readEvaluation, type StoredEvaluation } from './read-evaluation.ts';
import { redacted, submissionSummaryOf } from './submission-summary.ts';

/** The kernel's own rate: a matmul's bytes over time, say, would look like a bandwidth and be none. */
function recomputedRate(measurement: EvaluatedMeasurement): Partial<StoredMeasurement> {
  const value = rateOf(measurement, 'medianSeconds');
  const { rate } = measurement.declared?.spec ?? {};
  return rate === undefined || value === undefined ? {} : { [rate]: value };
}

function storedOk(measurement: EvaluatedMeasurement): Partial<StoredMeasurement> {
  const { given, madSeconds, maxSeconds, medianSeconds, minSeconds } = measurement;
  const { samples } = given.durationSeconds;
  return {
    durationSeconds: {
      median: medianSeconds,
      mad: madSeconds,
      min: minSeconds,
      max: maxSeconds,
      ...(samples.length < 2 ? {} : { interval: medianInterval(samples) }),
      samples,
    },
    executionsPerSample: given.executionsPerSample,
    relativeError: given.relativeError,
    ...recomputedRate(measurement),
  };
}

/** What stands behind the headline figures, by the measurement that gives each. */
function evidenceByIndex({
  evaluation: { paths },
  floors,
  summary,
}: StoredEvaluation): ReadonlyMap<number, FigureEvidence> {
  if (!isCounted(summary)) return new Map();
  const { tier } = summary;
  return new Map(
    paths.flatMap((path) => {
      const evidence = evidenceOf(path, paths, { tier, floors });
      return path.peaks.map(({ measurement }, index): [number, FigureEvidence] => {
        const { floor, level } = evidence[index] ?? { level: 'claimed' };
        if (floor === undefined) return [measurement.index, { level }];
        const { dtype, kernel, provedAt, unitsPerSecond } = floor;
        const proof = { kernel, dtype, floor: unitsPerSecond, provedAt };
        return [measurement.index, { level, proof }];
      });
    }),
  );
}

function storedMeasurements(stored: StoredEvaluation): StoredMeasurement[] {
  const { measurements, run: sent } = stored.evaluation;
  const evidence = evidenceByIndex(stored);
  const evaluated = new Map(measurements.map((each) => [each.index, each]));
  const paths = new Map(sent.softwarePaths.map((path) => [path.id, path]));
  return sent.measurements.map((given, index) => {
    const { kernel, dtype, outcome, size } = given;
    const path = paths.get(given.path);
    const own = evaluated.get(index);
    return {
      outcome,
      kernel,
      dtype,
      backend: path?.backend ?? given.path,
      device: path?.device ?? given.path,
      ...(size === undefined ? {} : { size }),
      ...(given.outcome === 'ok' ? { flags: given.flags ?? [] } : { reason: given.reason }),
      ...(given.outcome === 'failed' && { cause: given.cause }),
      ...(own === undefined ? {} : storedOk(own)),
      ...(evidence.has(index) && { evidence: evidence.get(index) }),
    };
  });
}

function detailOf(
  stored: StoredEvaluation,
  submissionUrl: (id: string) => string,
): SubmissionDetail {
  const { evaluation, summary } = stored;
  const sent = evaluation.run;
  const checks = checkPlausibility(evaluation, summary.receivedAt);
  const isPersonal = summary.reasons.includes('pii-suspect');
  const shown = <T>(value: T): T => (isPersonal ? redacted(value) : value);
  return {
    ...submissionSummaryOf(summary, submissionUrl),
    host: shown(sent.host),
    noise: sent.noise,
    softwarePaths: shown(
      sent.softwarePaths.map(({ threads: _threads, triedThreads: _tried, ...path }) => path),
    ),
    unavailableBackends: shown(sent.unavailableBackends),
    leftOutDevices: shown(sent.leftOutDevices ?? []),
    measurements: shown(storedMeasurements(stored)),
    checks: [
      {
        id: 'identities',
        title: 'The figures agree with their samples',
        isPassed: true,
        detail: 'Rates, medians and times were recomputed from the raw samples.',
      },
      ...checks.map(({ isQuarantining: _isQuarantining, ...check }) => check),
    ],
  };
}

/** A stored submission, everything in it recomputed from the raw body; undefined when unknown. */
export async function readSubmission(
  services: { readonly store: Pick<Store, 'findSubmission'>; submissionUrl(id: string): string },
  id: string,
): Promise<SubmissionDetail | undefined> {
  const stored = await readEvaluation(services.store, id);
  return stored && detailOf(stored, services.submissionUrl);
}
