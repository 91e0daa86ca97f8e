import type { CatalogDevice } from '../src/device.ts';
import { deviceRows } from '../src/devices/device-rows.ts';
import { slugOf } from '../src/identity/product.ts';
import { sheetRows } from '../src/sheets/sheet-rows.ts';
import { explanationOf } from './explanations.ts';

/** Two statements of the catalogue that cannot both be true. */
export interface Contradiction {
  readonly slug: string;
  readonly check: string;
  readonly detail: string;
  /** Why it stands, where somebody looked into it. */
  readonly explanation: string | undefined;
}

type Finding = readonly [check: string, detail: string] | undefined;

const apart = (a: number, b: number): number => Math.abs(a / b - 1);

/** Bandwidth is the width of the bus times its rate. Sources round to three digits. */
function busTimesRate(device: CatalogDevice): Finding {
  const { bandwidthBytesPerSecond: stated, memoryBusBits, memoryTransfersPerSecond } = device;
  if (!stated || !memoryBusBits || !memoryTransfersPerSecond) return undefined;
  const computed = (memoryBusBits / 8) * memoryTransfersPerSecond;
  if (apart(computed, stated) <= 0.03) return undefined;
  const gigabytes = [stated, computed].map((bytes) => (bytes / 1e9).toFixed(1));
  return ['bandwidth', `${gigabytes[0]} GB/s stated, bus × rate give ${gigabytes[1]}`];
}

/** The f32 rate of a GPU is its lanes times two times a clock between base and boost. */
function lanesTimesClock(device: CatalogDevice): Finding {
  const { baseHertz = 0, boostHertz, computeFlopsPerSecond, f32Lanes, kind } = device;
  const { f32 } = computeFlopsPerSecond;
  if (kind !== 'gpu' || !f32 || !f32Lanes || !boostHertz) return undefined;
  // RDNA 3 and later start two multiply-adds in a lane and cycle.
  const clocks = [2, 4].map((operations) => f32 / f32Lanes / operations);
  if (clocks.some((clock) => clock >= baseHertz * 0.97 && clock <= boostHertz * 1.1)) return;
  return ['compute', `${f32 / 1e12} TFLOP/s are no clock of ${f32Lanes} lanes`];
}

function capacity(device: CatalogDevice): Finding {
  const { kind, memoryBytes } = device;
  if (kind !== 'gpu' || memoryBytes === undefined) return undefined;
  const gibibytes = memoryBytes / 2 ** 30;
  return gibibytes > 0.2 && gibibytes <= 300 ? undefined : ['capacity', `${gibibytes} GiB`];
}

function coresAndClocks(device: CatalogDevice): Finding {
  const { baseHertz, boostHertz, efficiencyCores = 0, logicalCores, physicalCores } = device;
  if (baseHertz && boostHertz && boostHertz < baseHertz * 0.999) {
    return ['clocks', `${boostHertz / 1e6} MHz of boost below ${baseHertz / 1e6} MHz of base`];
  }
  if (device.kind !== 'cpu' || !physicalCores) return undefined;
  if (efficiencyCores > physicalCores) return ['cores', `${efficiencyCores} of ${physicalCores}`];
  if (logicalCores && (logicalCores < physicalCores || logicalCores > 4 * physicalCores)) {
    return ['cores', `${logicalCores} threads on ${physicalCores} cores`];
  }
  return undefined;
}

function priceOutliers({ prices }: CatalogDevice): Finding {
  for (const per of ['device', 'hour'] as const) {
    const amounts = prices.filter((price) => price.per === per).map(({ amountUsd }) => amountUsd);
    if (Math.max(...amounts) > 6 * Math.min(...amounts)) {
      return ['price', `${Math.min(...amounts)} to ${Math.max(...amounts)} USD per ${per}`];
    }
    if (per === 'hour' && amounts.some((amount) => amount < 0.01 || amount > 20)) {
      return ['price', `${amounts.join(', ')} USD an hour`];
    }
  }
  return undefined;
}

/** Where a table and a sheet both state a figure, they should state the same. */
function betweenSources(): readonly (readonly [slug: string, check: string, detail: string])[] {
  const sheets = new Map(sheetRows.map((row) => [slugOf(row.vendor, row.name), row]));
  return deviceRows.flatMap((row) => {
    const slug = slugOf(row.vendor, row.name);
    const sheet = sheets.get(slug);
    // A table's processors have the memory of one computer, a sheet's the fastest that is vouched for.
    if (sheet === undefined || row.kind === 'cpu') return [];
    const pairs = [
      ['bandwidth', row.bandwidthBytesPerSecond, sheet.bandwidthBytesPerSecond, 0.03],
      ['f32', row.f32FlopsPerSecond, sheet.f32FlopsPerSecond, 0.1],
    ] as const;
    return pairs.flatMap(([figure, a, b, slack]) =>
      a === undefined || b === undefined || apart(a, b) <= slack
        ? []
        : [[slug, `two sources of ${figure}`, `${a / 1e9} and ${b / 1e9} billion`] as const],
    );
  });
}

/** Every contradiction in the catalogue, explained or not. */
export function contradictions(devices: readonly CatalogDevice[]): readonly Contradiction[] {
  const checks = [busTimesRate, lanesTimesClock, capacity, coresAndClocks, priceOutliers];
  const within = devices.flatMap((device) =>
    checks.flatMap((check) => {
      const found = check(device);
      return found === undefined ? [] : [[device.slug, ...found] as const];
    }),
  );
  const bySlug = new Map(devices.map((device) => [device.slug, device]));
  return [...within, ...betweenSources()].map(([slug, check, detail]) => {
    const device = bySlug.get(slug);
    const explanation = device && explanationOf(device, check);
    return { slug, check, detail, explanation };
  });
}
