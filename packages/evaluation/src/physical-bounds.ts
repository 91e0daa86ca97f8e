import type { CatalogDevice } from '@ridgeline/catalog/device';
import { devices } from '@ridgeline/catalog/find-device';
import type { Peak } from './peaks.ts';
import type { EvaluatedDevice } from './submitted-device.ts';

/**
 * Slack over a data sheet. A GPU's memory is soldered and its clock is given as it boosts; a CPU's
 * sheet names the base clock, and its owner chooses the memory. No program reaches all of either.
 */
const slack = {
  gpu: { compute: 1.1, bandwidth: 1.05 },
  cpu: { compute: 1.45, bandwidth: 1.3 },
} as const;

/**
 * Of a processor's own sheet, which names the memory that its maker vouches for and the clock that is
 * guaranteed: owners run DDR5-8000 where 4,800 is promised, and cores boost to several times the base.
 */
function ownSheetSlack(listed: CatalogDevice): { compute: number; bandwidth: number } {
  const { baseHertz, boostHertz, derived } = listed;
  const boost = boostHertz === undefined || baseHertz === undefined ? 5 : boostHertz / baseHertz;
  return { compute: derived.f32 === undefined ? 1.45 : 1.15 * boost, bandwidth: 1.8 };
}

/**
 * The widest core known does two 512-bit FMAs a cycle (64 f32 flops) below 6.5 GHz; matrix units
 * multiply that by up to 32. No core reads main memory faster than 150 GB/s.
 */
const perCore = { vectorFlops: 64 * 6.5e9, matrixFlops: 2048 * 6.5e9, bytes: 150e9 } as const;

/** Weights beside which vectors and partly cached rows do not count: see the rule `roofline`. */
const weightsToBandwidth = 1.5;

/** What formats that a sheet does not name may reach of the fastest that it names: half its bits. */
const unnamedFormatRatio = 2;

/** Figures of a device by the id of their peak, in SI base units. */
export type FiguresByPeak = ReadonlyMap<string, number>;

type Rates = Readonly<Record<string, number | undefined>>;

const ratesOf = ({ computeFlopsPerSecond }: CatalogDevice): Rates => computeFlopsPerSecond;

/** The largest multiple of its f32 rate that any data sheet promises for another format. */
const largestFormatRatio = Math.max(
  ...devices.flatMap((device) => {
    const { f32, ...others } = ratesOf(device);
    return Object.values(others).flatMap((rate) => (f32 && rate ? rate / f32 : []));
  }),
);

function coreCount({ facts }: EvaluatedDevice): number | undefined {
  if (facts.kind !== 'cpu') return undefined;
  return facts.physicalCores ?? facts.logicalCores;
}

function sheetCompute(dtype: string, listed: CatalogDevice): number | undefined {
  const { f32, ...others } = ratesOf(listed);
  const named = dtype === 'f32' ? f32 : others[dtype];
  if (named !== undefined || dtype === 'f32') return named;
  const fastest = Math.max(0, ...Object.values(others).map((rate) => rate ?? 0));
  if (fastest > 0) return unnamedFormatRatio * fastest;
  return f32 === undefined ? undefined : largestFormatRatio * f32;
}

/**
 * Most that a peak can be by the data sheet of the device that is named, slack included: a format that it
 * does not name is bounded by those that it does. Undefined without a sheet.
 */
export function sheetBound(peak: Peak, { facts, listed }: EvaluatedDevice): number | undefined {
  if (listed === undefined || peak.headline === 'serial-branch') return undefined;
  const isOwnSheet = facts.kind === 'cpu' && listed.source === listed.sheetSource;
  const { bandwidth, compute } = isOwnSheet ? ownSheetSlack(listed) : slack[facts.kind];
  switch (peak.measurement.declared?.spec.rate) {
    case undefined:
      return undefined;
    case 'bandwidthBytesPerSecond':
      return listed.bandwidthBytesPerSecond && bandwidth * listed.bandwidthBytesPerSecond;
    case 'computeFlopsPerSecond': {
      const sheet = sheetCompute(peak.dtype, listed);
      return sheet === undefined ? undefined : compute * sheet;
    }
  }
}

/**
 * Most that a peak can be by other figures of the same device: weights are streamed from memory, and no
 * format is faster than f32 by more than any data sheet has it. Undefined where nothing bounds it.
 */
export function figuresBound(peak: Peak, figures: FiguresByPeak): number | undefined {
  switch (peak.headline) {
    case 'matvec': {
      const bandwidth = figures.get('bandwidth');
      return bandwidth === undefined ? undefined : weightsToBandwidth * bandwidth;
    }
    case 'compute': {
      const f32 = peak.dtype === 'f32' ? undefined : figures.get('compute-f32');
      return f32 === undefined ? undefined : largestFormatRatio * f32;
    }
    default:
      return undefined;
  }
}

function coresBound(peak: Peak, device: EvaluatedDevice): number | undefined {
  const cores = coreCount(device);
  if (cores === undefined) return undefined;
  switch (peak.measurement.declared?.spec.rate) {
    case undefined:
      return undefined;
    case 'bandwidthBytesPerSecond':
      return cores * perCore.bytes;
    case 'computeFlopsPerSecond':
      return cores * (peak.dtype === 'f32' ? perCore.vectorFlops : perCore.matrixFlops);
  }
}

/**
 * Most that a peak of this device can be: by its data sheet, else by its cores and by the device's other
 * figures. Undefined where nothing is known of the device.
 */
export function boundOf(
  peak: Peak,
  device: EvaluatedDevice,
  figures: FiguresByPeak,
): number | undefined {
  const sheet = sheetBound(peak, device);
  if (sheet !== undefined) return sheet;
  // Weights against memory have a rule of their own, `roofline`.
  const others = peak.headline === 'compute' ? figuresBound(peak, figures) : undefined;
  const known = [coresBound(peak, device), others].filter((bound) => bound !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
