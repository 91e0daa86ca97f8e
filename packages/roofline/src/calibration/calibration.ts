import type { Machine } from '../machine.ts';

/** How one phase behaves on one group of machines. */
export interface PhaseFit {
  /** Share of the bandwidth that the phase reaches. */
  readonly bandwidthEfficiency: number;
  /** Share of the compute rate that the phase reaches. */
  readonly computeEfficiency: number;
  /** Launches, synchronisation and other work that costs the same at any speed, per layer and step. */
  readonly overheadSecondsPerLayer: number;
  /** Half width of the 80 % interval, in natural logarithms of the rate. */
  readonly logHalfWidth: number;
  /** Published results behind it; 0 for a default. */
  readonly evidenceCount: number;
}

/** Fits of a group, by phase. */
export interface GroupFit {
  readonly decode: PhaseFit;
  readonly prefill: PhaseFit;
}

/** Fitted constants, most specific group first: `nvidia/cuda`, `nvidia`, `gpu`. */
export interface Calibration {
  readonly source: string;
  readonly groups: Readonly<Record<string, GroupFit>>;
}

/** Runtime that people use on a vendor's devices when none is named. */
const usualRuntime: Readonly<Record<string, string>> = {
  nvidia: 'cuda',
  amd: 'vulkan',
  intel: 'vulkan',
  apple: 'metal',
};

/** The most specific fit for a machine; every calibration has `cpu` and `gpu`. */
export function findGroupFit(calibration: Calibration, machine: Machine): GroupFit {
  const vendor = machine.vendor?.toLowerCase() ?? '';
  const runtime = (machine.runtime ?? usualRuntime[vendor] ?? '').toLowerCase();
  const { groups } = calibration;
  const fit =
    machine.kind === 'cpu'
      ? (groups[`cpu/${vendor}`] ?? groups['cpu'])
      : (groups[`${vendor}/${runtime}`] ?? groups[vendor] ?? groups['gpu']);
  if (fit === undefined) throw new Error(`The calibration has no group for a ${machine.kind}.`);
  return fit;
}
