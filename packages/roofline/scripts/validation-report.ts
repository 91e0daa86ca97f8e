import { quantile } from '@ridgeline/statistics/quantile';
import type { Calibration } from '../src/calibration/calibration.ts';
import { machineGroup } from '../src/calibration/machine-group.ts';
import { modelClass } from '../src/calibration/result-cell.ts';
import type { Predicted } from '../src/prediction.ts';
import type {
  PhaseAccuracy,
  ValidationGroup,
  ValidationMiss,
  ValidationResult,
} from '../src/validation-result-type.ts';
import { fitCalibration } from './fit-calibration.ts';
import { chipOf, halfWidths, type OutOfSample } from './leave-one-out.ts';
import { predictCase } from './predict-case.ts';
import type { Phase, ThroughputCase, UnpredictedCase } from './throughput-case.ts';

/** One compared result. */
interface Comparison {
  readonly item: ThroughputCase;
  readonly predicted: number;
  /** |predicted − measured| / measured. */
  readonly errorRatio: number;
  readonly isCovered: boolean;
}

function compare(item: ThroughputCase, rate: Predicted): Comparison {
  const measured = item.tokensPerSecond;
  const { low, high } = rate.interval;
  return {
    item,
    predicted: rate.value,
    errorRatio: Math.abs(rate.value - measured) / measured,
    isCovered: low <= measured && measured <= high,
  };
}

/** A calibration that saw neither the chip nor, for its intervals, the chip's residuals. */
function calibrationWithout(
  chip: string,
  training: readonly ThroughputCase[],
  sample: OutOfSample,
): Calibration {
  const fit = sample.fitsWithoutChip.get(chip);
  const widths = halfWidths({
    ...sample,
    byChip: sample.byChip.filter(({ item }) => chipOf(item) !== chip),
    strangers: sample.strangers.filter(({ item }) => chipOf(item) !== chip),
  });
  if (fit === undefined) return fitCalibration(training, 'chip never seen', widths);
  return {
    ...fit,
    decode: { ...fit.decode, logHalfWidths: { ...fit.decode.logHalfWidths, ...widths.decode } },
    prefill: { ...fit.prefill, logHalfWidths: { ...fit.prefill.logHalfWidths, ...widths.prefill } },
  };
}

/** Predicts each case with a calibration that never saw its chip, and says which cannot be. */
function comparisons(
  cases: readonly ThroughputCase[],
  training: readonly ThroughputCase[],
  sample: OutOfSample,
): { readonly compared: Comparison[]; readonly unpredicted: UnpredictedCase[] } {
  const compared: Comparison[] = [];
  const unpredicted: UnpredictedCase[] = [];
  for (const chip of new Set(cases.map(chipOf))) {
    const calibration = calibrationWithout(chip, training, sample);
    for (const item of cases.filter((candidate) => chipOf(candidate) === chip)) {
      const rate = predictCase(item, calibration);
      if (rate !== undefined) compared.push(compare(item, rate));
      else unpredicted.push({ row: item.row, phase: item.phase, reason: 'missing compute rate' });
    }
  }
  return { compared, unpredicted };
}

const rounded = (value: number): number => Number(value.toFixed(4));

function accuracy(compared: readonly Comparison[]): PhaseAccuracy {
  const count = compared.length;
  if (count === 0) return { count };
  const errors = compared.map(({ errorRatio }) => errorRatio);
  const share = (isIn: (one: Comparison) => boolean): number =>
    rounded(compared.filter(isIn).length / count);
  return {
    count,
    medianAbsoluteErrorRatio: rounded(quantile(errors, 0.5)),
    p90AbsoluteErrorRatio: rounded(quantile(errors, 0.9)),
    within20PercentRatio: share(({ errorRatio }) => errorRatio <= 0.2),
    coverageRatio: share(({ isCovered }) => isCovered),
  };
}

/** What results are grouped by, beside scope and phase. */
const dimensions: Readonly<Record<string, (item: ThroughputCase) => string>> = {
  all: () => 'all',
  vendor: ({ machine }) => machine.vendor ?? 'unknown',
  backend: ({ row }) => row.backend,
  quantization: ({ workload }) => workload.quantization.title,
  model: ({ workload }) => workload.model.title,
  kind: ({ row }) => row.kind,
  family: ({ machine }) => machineGroup(machine).family,
  'model class': ({ workload }) => modelClass(workload.model),
  architecture: ({ machine }) => machine.architecture ?? 'unknown',
};

function groups(compared: readonly Comparison[]): ValidationGroup[] {
  return Object.entries(dimensions).flatMap(([dimension, nameOf]) => {
    const byKey = new Map<string, Comparison[]>();
    for (const one of compared) {
      const key = [one.item.scope, one.item.phase, nameOf(one.item)].join('\n');
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
    }
    return [...byKey].map(([key, members]) => {
      const [scope = '', phase = '', name = ''] = key.split('\n');
      return { scope, phase, dimension, name, ...accuracy(members) };
    });
  });
}

function miss({ item, predicted, errorRatio }: Comparison): ValidationMiss {
  const { row, phase, tokensPerSecond } = item;
  return {
    device: row.device,
    backend: row.backend,
    model: row.model,
    quantization: row.quantization,
    phase,
    measuredTokensPerSecond: tokensPerSecond,
    predictedTokensPerSecond: Number(predicted.toPrecision(4)),
    errorRatio: rounded(errorRatio),
    source: row.source,
  };
}

/**
 * Compare predictions with published results, leaving each result's chip out of the fit. The headline
 * is single devices with a named llama.cpp backend; other scopes are in the groups.
 */
export function validate(
  cases: readonly ThroughputCase[],
  training: readonly ThroughputCase[],
  unreadable: readonly UnpredictedCase[],
  sample: OutOfSample,
): ValidationResult {
  const { compared, unpredicted } = comparisons(cases, training, sample);
  const single = compared.filter(({ item }) => item.scope === 'single');
  const of = (phase: Phase, among = single): PhaseAccuracy =>
    accuracy(among.filter(({ item }) => item.phase === phase));
  const plain = single.filter(({ item }) => !item.row.source.includes('FLAG'));
  const worst = [...single].sort((a, b) => b.errorRatio - a.errorRatio).slice(0, 10);
  const missed = [...unreadable, ...unpredicted];
  return {
    method: 'leave one chip out; single devices with a named llama.cpp backend',
    confidence: 0.8,
    decode: of('decode'),
    prefill: of('prefill'),
    withoutSuspect: { decode: of('decode', plain), prefill: of('prefill', plain) },
    predictedRatio: rounded(compared.length / Math.max(1, compared.length + missed.length)),
    groups: groups(compared),
    worst: worst.map(miss),
    unpredicted: {
      count: missed.length,
      rows: missed.map(({ row, phase, reason }) => ({
        line: row.line,
        device: row.device,
        backend: row.backend,
        model: row.model,
        quantization: row.quantization,
        phase,
        reason,
      })),
    },
  };
}
