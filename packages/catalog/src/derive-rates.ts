import { architectureOf } from './architecture-of.ts';
import type { Architecture } from './architectures.ts';
import { coreTypes, coreTypesSource } from './core-types.ts';
import type { CatalogDevice } from './device.ts';
import type { DerivedFigure, DeviceRow } from './devices/device-row.ts';

type Rates = CatalogDevice['computeFlopsPerSecond'];
type Derived = Readonly<Partial<Record<DerivedFigure, string>>>;

/** f32 rate of a processor at its guaranteed clock; undefined unless cores, clocks and units are known. */
function processorRate(row: DeviceRow): { value: number; derived: string } | undefined {
  const { baseHertz, coreType, efficiencyBaseHertz, efficiencyCores = 0, physicalCores } = row;
  const types = coreType === undefined ? undefined : coreTypes(coreType);
  const [fast, slow = fast] = types ?? [];
  if (fast === undefined || slow === undefined || physicalCores === undefined) return undefined;
  if (baseHertz === undefined) return undefined;
  if (efficiencyCores > 0 && (efficiencyBaseHertz === undefined || slow === fast)) return undefined;
  const value =
    (physicalCores - efficiencyCores) * baseHertz * fast.f32OperationsPerCycle +
    efficiencyCores * (efficiencyBaseHertz ?? 0) * slow.f32OperationsPerCycle;
  const units = [fast, slow]
    .slice(0, efficiencyCores > 0 ? 2 : 1)
    .map(({ id, f32OperationsPerCycle }) => `${id} ${f32OperationsPerCycle}`)
    .join(', ');
  return {
    value,
    derived: `derived from cores × base clock × operations per cycle (${units}: ${coreTypesSource})`,
  };
}

function f32Rate(row: DeviceRow): { value: number; derived?: string } | undefined {
  if (row.f32FlopsPerSecond !== undefined) return { value: row.f32FlopsPerSecond };
  if (row.kind === 'cpu') return processorRate(row);
  const { boostHertz, f32Lanes } = row;
  if (boostHertz === undefined || f32Lanes === undefined) return undefined;
  return {
    value: 2 * f32Lanes * boostHertz,
    derived: 'derived from f32 lanes × boost clock × 2',
  };
}

/** Formats whose rate is a multiple of the f32 rate, with the architecture's name for the multiple. */
const multiples = [
  ['f16', 'f16PerF32'],
  ['bf16', 'bf16PerF32'],
  ['int8', 'int8PerF32'],
  ['fp8', 'fp8PerF32'],
  ['fp4', 'fp4PerF32'],
] as const satisfies readonly (readonly [DerivedFigure, keyof Architecture])[];

/**
 * The rates of a device in each format, and what those were computed from that no source states. The one
 * place where a rate follows from another.
 */
export function deriveRates(row: DeviceRow): {
  readonly architecture: Architecture | undefined;
  readonly computeFlopsPerSecond: Rates;
  readonly derived: Derived;
} {
  const architecture = row.kind === 'gpu' ? architectureOf(row.vendor, row.name) : undefined;
  const f32 = f32Rate(row);
  const rates: Record<string, number> = f32 === undefined ? {} : { f32: f32.value };
  const derived: Record<string, string> = {
    ...row.derived,
    ...(f32?.derived !== undefined && { f32: f32.derived }),
  };
  for (const [format, per] of multiples) {
    const multiple = architecture?.[per];
    if (f32 === undefined || architecture === undefined || multiple === undefined) continue;
    rates[format] = f32.value * multiple;
    derived[format] = `derived from the f32 rate × ${multiple} (${architecture.source})`;
  }
  return { architecture, computeFlopsPerSecond: rates, derived };
}
