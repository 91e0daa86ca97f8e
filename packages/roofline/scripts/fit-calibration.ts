import { quantile } from '@ridgeline/statistics/quantile';
import type { Calibration, PhaseCalibration } from '../src/calibration/calibration.ts';
import { calibrationVersion } from '../src/calibration/calibration-version.ts';
import { machineGroup } from '../src/calibration/machine-group.ts';
import { measuredCalibration } from '../src/calibration/measured-calibration.ts';
import {
  decodeEffectKeys,
  decodeTerms,
  overlapExponent,
  prefillEffectKeys,
  prefillTerms,
} from '../src/calibration/phase-time.ts';
import { cellKey } from '../src/calibration/result-cell.ts';
import { decodeWork, prefillWork } from '../src/phase-work.ts';
import { type Fit, fitMixedModel, type Observation, type Prior } from './mixed-model.ts';
import { chipKey, type Phase, type ThroughputCase } from './throughput-case.ts';

/** Vendors whose matrix units the runtimes of the published results use. */
const matrixUnitVendors = ['nvidia', 'intel'] as const;

/** Expectations before data: factor 1.15 on the bandwidth time, 8 bytes a core clock, 50 µs a layer. */
const decodePrior: Prior = {
  coefficients: [Math.log(1.15), -Math.log(8), Math.log(5)],
  deviations: [0.1, 0.3, 0.5],
  vendorDeviations: [0.1, 0.3, 0.7],
  familyDeviations: [0.03, 0.1, 0.2],
  overlapCount: 2,
  overlapExponent,
  residualDeviation: 0.06,
  degreesOfFreedom: 4,
};

/** Expectations before data: half of the matrix rate, three core clocks in ten, 10 µs a layer. */
const prefillPrior: Prior = {
  coefficients: [Math.log(2), Math.log(0.3), 0],
  deviations: [1, 1, 2],
  vendorDeviations: [0.7, 0.7, 1.4],
  familyDeviations: [0.5, 0.5, 1],
  overlapCount: 0,
  overlapExponent: 1,
  residualDeviation: 0.08,
  degreesOfFreedom: 3,
};

const priors = { decode: decodePrior, prefill: prefillPrior } as const;

/** Standard deviation expected of each kind of effect; chips only absorb repeats of one device. */
const deviations: Readonly<Record<Phase, Readonly<Record<string, number>>>> = {
  decode: { architecture: 0.1, backend: 0.1, chip: 0.08 },
  prefill: { architecture: 0.2, backend: 0.1, integer: 0.15, quantization: 0.05, chip: 0.1 },
};

function observationOf(item: ThroughputCase): Observation | undefined {
  const { machine, workload, phase, row } = item;
  const group = machineGroup(machine);
  const work = phase === 'decode' ? decodeWork(workload) : prefillWork(workload);
  const terms =
    phase === 'decode'
      ? decodeTerms(machine, workload, work)
      : prefillTerms(machine, workload, work, matrixUnitVendors);
  if (terms === undefined) return undefined;
  const keys =
    phase === 'decode'
      ? decodeEffectKeys(machine, group)
      : prefillEffectKeys(machine, group, workload);
  const effects = [...keys, `chip:${chipKey(row.chip)}`].map((key) => ({
    key,
    deviation: deviations[phase][key.slice(0, key.indexOf(':'))] ?? 0,
  }));
  return {
    terms,
    seconds: work.tokens / item.tokensPerSecond,
    vendor: group.vendor,
    family: group.family,
    effects,
  };
}

function fitPhase(cases: readonly ThroughputCase[], phase: Phase): Fit {
  const observations = cases
    .filter((item) => item.phase === phase)
    .map(observationOf)
    .filter((observation) => observation !== undefined);
  return fitMixedModel(observations, priors[phase]);
}

const rounded = (value: number): number => Number(value.toFixed(4));

function phaseCalibration(
  phase: Phase,
  cases: readonly ThroughputCase[],
  logHalfWidths: Readonly<Record<string, number>>,
): PhaseCalibration {
  const fit = fitPhase(cases, phase);
  const counts: Record<string, number> = { '': cases.length };
  for (const { machine, workload } of cases) {
    const group = machineGroup(machine);
    const { model, quantization } = workload;
    for (const key of [group.vendor, group.family, cellKey(group, quantization.id, model)]) {
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  const effects = Object.entries(fit.effects).filter(([key]) => !key.startsWith('chip:'));
  return {
    coefficients: {
      ...Object.fromEntries(
        Object.entries(fit.coefficients).map(([key, values]) => [key, values.map(rounded)]),
      ),
      cpu: processors[phase].coefficients,
    },
    effects: Object.fromEntries(effects.map(([key, value]) => [key, rounded(value)])),
    logHalfWidths: { ...logHalfWidths, cpu: processors[phase].logHalfWidth },
    resultCounts: { ...counts, cpu: 2 },
  };
}

/**
 * Processors from data-sheet figures: 60 % of the bandwidth and 27 % of the f32 rate, as LocalScore's
 * two results of a Core Ultra 9 285K say (10.6 and 11.1 tokens/s decode, 68 prefill of an 8B Q4_K_M).
 * One chip is no basis for a fit, so the intervals are wide.
 */
const processors = {
  decode: { coefficients: [-Math.log(0.6), -20, -20].map(rounded), logHalfWidth: 0.5 },
  prefill: { coefficients: [-Math.log(0.27), -20, -20].map(rounded), logHalfWidth: 0.7 },
} as const;

/** Extra time a token takes for each further device that holds layers: median over published pairs. */
function hopSeconds(cases: readonly ThroughputCase[]): number {
  const key = ({ row, workload }: ThroughputCase): string =>
    [chipKey(row.chip), row.backend, workload.id, row.device.replace(/\s*\*.*/, '')].join('|');
  const alone = new Map(
    cases
      .filter(({ phase, scope }) => phase === 'decode' && scope === 'single')
      .map((item) => [key(item), 1 / item.tokensPerSecond]),
  );
  const hops = cases
    .filter(({ phase, scope }) => phase === 'decode' && scope === 'multi')
    .flatMap((item) => {
      const single = alone.get(key(item));
      if (single === undefined || item.deviceCount < 2) return [];
      return [(1 / item.tokensPerSecond - single) / (item.deviceCount - 1)];
    });
  return hops.length === 0 ? 0 : Number(quantile(hops, 0.5).toPrecision(2));
}

/** Single-device GPU results: the only ones precise enough to fit. */
export function fittedCases(cases: readonly ThroughputCase[], phase: Phase): ThroughputCase[] {
  return cases.filter(
    (item) => item.phase === phase && item.scope === 'single' && item.machine.kind === 'gpu',
  );
}

/** Half widths of the 80 % intervals, in logarithms, by phase and group. */
export type HalfWidths = Readonly<Record<Phase, Readonly<Record<string, number>>>>;

/** Reported bandwidth taken at its word, until it is compared with published decode rates. */
const asPromised = { perSpec: 1, logHalfWidth: 0.5, resultCount: 0 } as const;
const unfittedBandwidth = { measured: asPromised, published: asPromised } as const;

/** Fits both phases from the single-device results among `cases`. */
export function fitCalibration(
  cases: readonly ThroughputCase[],
  source: string,
  widths: HalfWidths,
): Calibration {
  const of = (phase: Phase): PhaseCalibration =>
    phaseCalibration(phase, fittedCases(cases, phase), widths[phase]);
  return {
    version: calibrationVersion,
    source,
    decode: of('decode'),
    prefill: of('prefill'),
    matrixUnitVendors,
    hopSeconds: hopSeconds(cases),
    reportedBandwidth: unfittedBandwidth,
    measured: measuredCalibration,
  };
}
