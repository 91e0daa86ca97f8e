import type { Machine } from '../machine.ts';
import type { PhaseWork } from '../phase-work.ts';
import type { Workload } from '../workload.ts';
import type { Calibration, PhaseCalibration } from './calibration.ts';
import { coreClocksPerSecond } from './core-width.ts';
import { type MachineGroup, machineGroup } from './machine-group.ts';
import { cellKey, strangerKeys } from './result-cell.ts';

/** Layer overheads are counted in this unit, so that logarithms stay near 0. */
const overheadUnitSeconds = 1e-5;

/** Exponent of the norm that joins memory and core time of decode: they overlap almost fully. */
export const overlapExponent = 4;

/**
 * Times of one decode step before any coefficient, in seconds: streaming its bytes at the data
 * sheet's bandwidth, handling them one byte per core and clock, and one unit for each layer.
 * An unknown rate gives 0: its term is left out.
 */
export function decodeTerms(machine: Machine, workload: Workload, work: PhaseWork): number[] {
  const { f32 } = machine.computeFlopsPerSecond;
  const clocks = f32 === undefined ? 0 : coreClocksPerSecond(f32, machine.architecture);
  return [
    work.bytes / machine.bandwidthBytesPerSecond,
    clocks > 0 ? work.bytes / clocks : 0,
    workload.model.layers * overheadUnitSeconds,
  ];
}

/**
 * Times of one prefill step before any coefficient, in seconds: its flops on the matrix units, the
 * same flops on the cores (which unpack weights and do all that is no product), and one unit for
 * each layer. Undefined when no compute rate is known.
 */
export function prefillTerms(
  machine: Machine,
  workload: Workload,
  work: Pick<PhaseWork, 'flops'>,
  matrixUnitVendors: readonly string[],
): number[] | undefined {
  const { f32, f16, int8 } = machine.computeFlopsPerSecond;
  const general = f32 ?? f16;
  if (general === undefined) return undefined;
  const isMatrix = matrixUnitVendors.includes(machine.vendor?.toLowerCase() ?? '');
  // Integer products run at twice the f16 rate on every matrix unit so far.
  const matrix = isMatrix ? Math.max(int8 ?? 0, 2 * (f16 ?? 0), general) : general;
  const clocks = coreClocksPerSecond(general, machine.architecture);
  return [
    work.flops / matrix,
    work.flops / (256 * clocks),
    workload.model.layers * overheadUnitSeconds,
  ];
}

/** Keys of the effects that apply to a decode prediction. */
export function decodeEffectKeys(machine: Machine, group: MachineGroup): string[] {
  return [`architecture:${machine.architecture ?? ''}`, `backend:${group.backend}`];
}

/** Keys of the effects that apply to a prefill prediction. */
export function prefillEffectKeys(
  machine: Machine,
  group: MachineGroup,
  workload: Workload,
): string[] {
  const { id, isIntegerPath } = workload.quantization;
  return [
    `architecture:${group.family}:${machine.architecture ?? ''}`,
    `backend:${group.backend}`,
    `integer:${group.family}:${isIntegerPath}`,
    `quantization:${group.family}:${id}`,
  ];
}

/** Coefficients and interval of the most specific group that was fitted. */
export interface ResolvedPhase {
  readonly factors: readonly number[];
  readonly logHalfWidth: number;
  /** A fitted result has the same runtime, weight format and model class. */
  readonly isFitted: boolean;
  /** Factor on the whole time, from the effects. */
  readonly shift: number;
}

/**
 * Look a machine's constants up, from its runtime to its vendor to any vendor. Outside the cells that
 * were fitted the width is that of results which the fit never saw, and a runtime without a single
 * result is at least as uncertain as a vendor that was never seen.
 */
function resolvePhase(
  calibration: PhaseCalibration,
  group: MachineGroup,
  workload: Workload,
  effectKeys: readonly string[],
): ResolvedPhase {
  const find = <T>(values: Readonly<Record<string, T>>): T => {
    const found = values[group.family] ?? values[group.vendor] ?? values[''];
    if (found === undefined) throw new Error('The calibration has no constants for any vendor.');
    return found;
  };
  const effect = effectKeys.reduce((sum, key) => sum + (calibration.effects[key] ?? 0), 0);
  const { logHalfWidths, resultCounts } = calibration;
  const { model, quantization } = workload;
  const isFitted = cellKey(group, quantization.id, model) in resultCounts;
  const unseen = strangerKeys(group, model).find((key) => key in logHalfWidths) ?? '';
  const ofGroup = find(logHalfWidths);
  const ofStrangers = Math.max(
    logHalfWidths[unseen] ?? 0,
    group.family in resultCounts ? 0 : (logHalfWidths[''] ?? 0),
  );
  return {
    factors: find(calibration.coefficients).map(Math.exp),
    logHalfWidth: isFitted ? ofGroup : Math.max(ofGroup, ofStrangers),
    isFitted,
    shift: Math.exp(effect),
  };
}

/** Scaled terms of a phase: seconds of each part on this machine. */
export function scaleTerms(terms: readonly number[], phase: ResolvedPhase): number[] {
  return terms.map((term, index) => term * (phase.factors[index] ?? 1) * phase.shift);
}

/** Machine group and calibration constants of both phases. */
export function resolveMachine(
  calibration: Calibration,
  machine: Machine,
  workload: Workload,
): { readonly decode: ResolvedPhase; readonly prefill: ResolvedPhase } {
  const group = machineGroup(machine);
  return {
    decode: resolvePhase(calibration.decode, group, workload, decodeEffectKeys(machine, group)),
    prefill: resolvePhase(
      calibration.prefill,
      group,
      workload,
      prefillEffectKeys(machine, group, workload),
    ),
  };
}

/** Norm of two overlapping times: near their maximum, and monotone in both. */
export function overlap(a: number, b: number): number {
  const larger = Math.max(a, b);
  if (larger === 0) return 0;
  const ratio = Math.min(a, b) / larger;
  return larger * (1 + ratio ** overlapExponent) ** (1 / overlapExponent);
}
