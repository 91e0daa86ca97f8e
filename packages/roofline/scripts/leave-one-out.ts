import { quantile } from '@ridgeline/statistics/quantile';
import type { Calibration } from '../src/calibration/calibration.ts';
import { machineGroup } from '../src/calibration/machine-group.ts';
import { modelClass } from '../src/calibration/result-cell.ts';
import { fitCalibration, fittedCases, type HalfWidths } from './fit-calibration.ts';
import { predictCase } from './predict-case.ts';
import { chipKey, type Phase, type ThroughputCase } from './throughput-case.ts';

/** Logarithm of predicted over measured rate of one case that the fit had not seen. */
export interface Residual {
  readonly item: ThroughputCase;
  readonly log: number;
}

const noWidths: HalfWidths = { decode: { '': 0.5 }, prefill: { '': 0.5 } };

/** Cases grouped by a key, in order of first appearance. */
function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Fits with one group (chip or vendor) left out, and the residuals of that group. */
interface LeftOut {
  readonly fits: ReadonlyMap<string, Calibration>;
  readonly residuals: readonly Residual[];
}

function leaveOut(
  cases: readonly ThroughputCase[],
  key: (item: ThroughputCase) => string,
): LeftOut {
  const fitted = [...fittedCases(cases, 'decode'), ...fittedCases(cases, 'prefill')];
  const fits = new Map<string, Calibration>();
  const residuals: Residual[] = [];
  for (const [group, items] of groupBy(fitted, key)) {
    const rest = cases.filter((item) => key(item) !== group);
    const calibration = fitCalibration(rest, 'leave one out', noWidths);
    fits.set(group, calibration);
    for (const item of items) {
      const rate = predictCase(item, calibration)?.value;
      if (rate !== undefined) residuals.push({ item, log: Math.log(rate / item.tokensPerSecond) });
    }
  }
  return { fits, residuals };
}

export const chipOf = ({ row }: ThroughputCase): string => chipKey(row.chip);

/** Residuals with the case's chip, and with its whole vendor, left out, and the fits behind them. */
export interface OutOfSample {
  readonly byChip: readonly Residual[];
  readonly byVendor: readonly Residual[];
  readonly fitsWithoutChip: ReadonlyMap<string, Calibration>;
  /** Results that no fit has seen, predicted by the fit without their chip. */
  readonly strangers: readonly Residual[];
}

/** Residuals of results outside the fit; suspect ones and models guessed from a size say nothing. */
function strangerResiduals(
  cases: readonly ThroughputCase[],
  strangers: readonly ThroughputCase[],
  fits: ReadonlyMap<string, Calibration>,
): Residual[] {
  const whole = fitCalibration(cases, 'all chips', noWidths);
  return strangers.flatMap((item) => {
    if (item.row.source.includes('FLAG') || item.workload.model.isGeneric) return [];
    const rate = predictCase(item, fits.get(chipOf(item)) ?? whole)?.value;
    return rate === undefined ? [] : [{ item, log: Math.log(rate / item.tokensPerSecond) }];
  });
}

/**
 * Residuals of the fitted results with their chip and with their vendor left out, and of results that
 * no fit has seen.
 */
export function outOfSample(
  cases: readonly ThroughputCase[],
  strangers: readonly ThroughputCase[],
): OutOfSample {
  const chips = leaveOut(cases, chipOf);
  const vendors = leaveOut(cases, ({ machine }) => machineGroup(machine).vendor);
  return {
    byChip: chips.residuals,
    byVendor: vendors.residuals,
    fitsWithoutChip: chips.fits,
    strangers: strangerResiduals(cases, strangers, chips.fits),
  };
}

/** Weight of a group's parent, in results: a group of this many counts half. */
const parentWeight = 8;

/**
 * Conformal half width: the size that 80 % of the absolute residuals do not exceed, of `count`
 * independent ones.
 */
function width(residuals: readonly Residual[], count = residuals.length): number {
  // The (n + 1) of split conformal prediction makes the coverage exact for the next result.
  const probability = Math.min(1, (0.8 * (count + 1)) / count);
  return quantile(
    residuals.map(({ log }) => Math.abs(log)),
    probability,
  );
}

/** Weight of a group's parent among strangers, in chips: results of one chip err together. */
const parentChips = 2;

/**
 * Widths outside the fitted cells: all strangers, their model class, the class on a vendor, and on a
 * runtime. Each is drawn to its parent by how few chips it has, so that the spread between groups
 * stands in for what was not seen.
 */
function strangerWidths(residuals: readonly Residual[]): Record<string, number> {
  const widths: Record<string, number> = {};
  if (residuals.length === 0) return widths;
  const shrink = (own: readonly Residual[], parent: number): number => {
    const chips = new Set(own.map(({ item }) => chipOf(item))).size;
    return (chips * width(own, chips) + parentChips * parent) / (chips + parentChips);
  };
  const groupOf = ({ item }: Residual) => machineGroup(item.machine);
  const general = width(residuals, new Set(residuals.map(({ item }) => chipOf(item))).size);
  widths.stranger = general;
  for (const [kind, ofKind] of groupBy(residuals, ({ item }) => modelClass(item.workload.model))) {
    const ofClass = shrink(ofKind, general);
    widths[`stranger:${kind}`] = ofClass;
    for (const [vendor, ofVendor] of groupBy(ofKind, (one) => groupOf(one).vendor)) {
      const onVendor = shrink(ofVendor, ofClass);
      widths[`stranger:${vendor}:${kind}`] = onVendor;
      for (const [family, ofFamily] of groupBy(ofVendor, (one) => groupOf(one).family)) {
        widths[`stranger:${family}:${kind}`] = shrink(ofFamily, onVendor);
      }
    }
  }
  return widths;
}

function widthsOfPhase(sample: OutOfSample, phase: Phase): Record<string, number> {
  const ofPhase = ({ item }: Residual): boolean => item.phase === phase;
  const residuals = sample.byChip.filter(ofPhase);
  const general = width(residuals);
  const shrink = (own: readonly Residual[], parent: number): number =>
    (own.length * width(own) + parentWeight * parent) / (own.length + parentWeight);
  const widths = strangerWidths(sample.strangers.filter(ofPhase));
  const groupOf = ({ item }: Residual) => machineGroup(item.machine);
  for (const [vendor, ofVendor] of groupBy(residuals, (one) => groupOf(one).vendor)) {
    widths[vendor] = shrink(ofVendor, general);
    for (const [family, ofFamily] of groupBy(ofVendor, (one) => groupOf(one).family)) {
      widths[family] = shrink(ofFamily, widths[vendor]);
    }
  }
  // A vendor never seen is as uncertain as the seen ones were before they were seen.
  widths[''] = Math.max(general, width(sample.byVendor.filter(ofPhase)));
  return Object.fromEntries(
    Object.entries(widths).map(([key, value]) => [key, Number(value.toFixed(4))]),
  );
}

/** Half widths by group, from residuals; leave a chip's own out to judge its coverage. */
export function halfWidths(sample: OutOfSample): HalfWidths {
  return { decode: widthsOfPhase(sample, 'decode'), prefill: widthsOfPhase(sample, 'prefill') };
}
