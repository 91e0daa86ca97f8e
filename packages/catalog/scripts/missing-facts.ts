import type { CatalogDevice } from '../src/device.ts';

/** How many devices lack a fact because no source was found for it. */
export interface MissingFact {
  readonly kind: 'cpu' | 'gpu';
  readonly fact: string;
  readonly count: number;
  readonly of: number;
}

type Has = (device: CatalogDevice) => boolean;

const shared: Readonly<Record<string, Has>> = {
  bandwidth: ({ bandwidthBytesPerSecond }) => bandwidthBytesPerSecond !== undefined,
  f32: ({ computeFlopsPerSecond }) => computeFlopsPerSecond.f32 !== undefined,
  'memory type': ({ memoryType }) => memoryType !== undefined,
  'memory bus': ({ memoryBusBits }) => memoryBusBits !== undefined,
  clocks: ({ baseHertz, boostHertz }) => (boostHertz ?? baseHertz) !== undefined,
  power: ({ powerWatts }) => powerWatts !== undefined,
  'launch year': ({ launchYear }) => launchYear !== undefined,
  'purchase price': ({ prices }) => prices.some(({ per }) => per === 'device'),
};

const facts = {
  gpu: {
    ...shared,
    memory: ({ memoryBytes }) => memoryBytes !== undefined,
    f16: ({ computeFlopsPerSecond }) => computeFlopsPerSecond.f16 !== undefined,
    int8: ({ computeFlopsPerSecond }) => computeFlopsPerSecond.int8 !== undefined,
    'hourly price': ({ prices }) => prices.some(({ per }) => per === 'hour'),
  },
  cpu: {
    ...shared,
    cores: ({ physicalCores }) => physicalCores !== undefined,
    'instruction sets': ({ instructionSets }) => instructionSets !== undefined,
  },
} as const satisfies Readonly<Record<'cpu' | 'gpu', Readonly<Record<string, Has>>>>;

/** What has no source, by fact, for each kind of device. */
export function missingFacts(devices: readonly CatalogDevice[]): readonly MissingFact[] {
  return (['gpu', 'cpu'] as const).flatMap((kind) => {
    const own = devices.filter((device) => device.kind === kind);
    return Object.entries<Has>(facts[kind]).map(([fact, has]) => ({
      kind,
      fact,
      count: own.filter((device) => !has(device)).length,
      of: own.length,
    }));
  });
}
