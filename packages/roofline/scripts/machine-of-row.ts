import { architectureOf } from '@ridgeline/catalog/architecture-of';
import type { Architecture } from '@ridgeline/catalog/architectures';
import type { CatalogDevice } from '@ridgeline/catalog/device';
import { matchDevices } from '@ridgeline/catalog/identify';
import type { Machine } from '../src/machine.ts';
import type { ThroughputRow } from './throughput-rows.ts';

/** Names under which the catalogue may know a row's device, most literal first. */
function deviceNames({ device, vendor }: ThroughputRow): string[] {
  const one = device.replace(/\s*[*x×]\s*\d+$/, '');
  const inner = /\(([^()]*)\)\s*$/.exec(one)?.[1];
  const names = inner === undefined ? [one] : [one, inner];
  const bare = names.filter((name) => /^\d/.test(name));
  return [...names, ...(vendor === 'NVIDIA' ? bare.map((name) => `RTX ${name}`) : [])];
}

/** The mean of a figure over the devices that a name may mean, when they agree within 6 %. */
function agreed(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return high / low <= 1.06
    ? known.reduce((sum, value) => sum + value, 0) / known.length
    : undefined;
}

/** Vendors by what files call them. */
const vendorNames: readonly (readonly [RegExp, string])[] = [
  [/nvidia/i, 'NVIDIA'],
  [/\bamd\b|advanced micro|\bati\b/i, 'AMD'],
  [/intel/i, 'Intel'],
  [/apple/i, 'Apple'],
  [/qualcomm/i, 'Qualcomm'],
];

/** Runtimes of llama.cpp by what files call them; the rest of the name is kept. */
function runtimeOf(backend: string): string {
  return backend
    .replace(/^llama\.?cpp[\s:/(-]+(.+?)\)?$/i, '$1')
    .replace(/^cublas\b/i, 'CUDA')
    .replace(/^(?:hip|hipblas)\b(?!\+)/i, 'ROCm')
    .replace(/^mps\b/i, 'Metal');
}

function catalogDevices(row: ThroughputRow): readonly CatalogDevice[] {
  const kind = row.kind.toLowerCase() === 'cpu' ? 'cpu' : 'gpu';
  const names = deviceNames(row);
  const memoryBytes = row.kind === 'multi-GPU' ? undefined : row.memoryBytes;
  // Tables say so where they mean a laptop's.
  const clues = { kind, names, formFactor: 'desktop' } as const;
  const exact = matchDevices({ ...clues, memoryBytes });
  return exact.length > 0 ? exact : matchDevices(clues);
}

/** Compute rates of a row's device: the catalogue's, else the row's with the architecture's multiples. */
function computeOf(
  row: ThroughputRow,
  devices: readonly CatalogDevice[],
  architecture: Architecture | undefined,
): Machine['computeFlopsPerSecond'] {
  const { f16PerF32, int8PerF32 } = architecture ?? {};
  const listed = agreed(devices.map(({ computeFlopsPerSecond }) => computeFlopsPerSecond.f32));
  const fromF16 =
    row.f16FlopsPerSecond !== undefined && f16PerF32 !== undefined
      ? row.f16FlopsPerSecond / f16PerF32
      : undefined;
  const f32 = listed ?? row.f32FlopsPerSecond ?? fromF16;
  if (f32 === undefined) return row.f16FlopsPerSecond ? { f16: row.f16FlopsPerSecond } : {};
  const f16 = f16PerF32 === undefined ? row.f16FlopsPerSecond : f32 * f16PerF32;
  return {
    f32,
    ...(f16 !== undefined && { f16 }),
    ...(int8PerF32 !== undefined && { int8: f32 * int8PerF32 }),
  };
}

/** The machine of a row, or what is missing. Catalogue figures complete and correct the row's. */
export function machineOfRow(row: ThroughputRow): Machine | { readonly missing: string } {
  const devices = catalogDevices(row);
  const bandwidthBytesPerSecond =
    row.bandwidthBytesPerSecond ?? agreed(devices.map((device) => device.bandwidthBytesPerSecond));
  if (bandwidthBytesPerSecond === undefined) return { missing: 'memory bandwidth' };
  const named = vendorNames.find(([pattern]) => pattern.test(row.vendor))?.[1] ?? row.vendor;
  const vendor = devices[0]?.vendor ?? named;
  const architecture = [...devices.map(({ name }) => name), ...deviceNames(row)]
    .map((name) => architectureOf(vendor, name))
    .find((found) => found !== undefined);
  return {
    kind: row.kind.toLowerCase() === 'cpu' ? 'cpu' : 'gpu',
    vendor,
    basis: 'spec',
    bandwidthBytesPerSecond,
    computeFlopsPerSecond: computeOf(row, devices, architecture),
    ...(architecture !== undefined && { architecture: architecture.id }),
    runtime: runtimeOf(row.backend),
  };
}
