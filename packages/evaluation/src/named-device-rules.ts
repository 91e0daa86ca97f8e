import { identifyDevice } from '@ridgeline/catalog/identity/identify-device';
import type { EvaluatedPath, Evaluation } from './evaluate.ts';
import { rateOf } from './evaluated-measurement.ts';
import { findPeak, type Peak } from './peaks.ts';
import { defineRule, type PlausibilityRule, percent } from './plausibility-rule.ts';
import type { EvaluatedDevice } from './submitted-device.ts';

/**
 * Least share of its data sheet that a machine of that name shows on its best path: memory half filled
 * reads at half the pace, plain shaders and Wasm reach a tenth of the arithmetic.
 */
const leastShare = { bandwidth: 0.1, compute: 0.02 } as const;

/**
 * Least f32 rate of a core that is at work, with Wasm and 128 bits: a twentieth of what those of desktops
 * reach. Few cores are not asked, since other programs may have half of them.
 */
const leastPerThread = { flopsPerSecond: 1.2e9, threads: 8 } as const;

/** More processors than any board has sockets for. */
const mostSockets = 8;

/** How much further one format may be from its sheet than f32 is from its own. */
const largestShareRatio = 8;

/** Names of vendors as drivers and systems spell them. */
const vendorNames = [
  ['NVIDIA', /nvidia/i],
  ['AMD', /\b(amd|ati|radeon)\b|advanced micro|authenticamd/i],
  ['Intel', /intel/i],
  ['Apple', /\bapple\b/i],
  ['Qualcomm', /qualcomm|adreno/i],
] as const;

/** Letters that only look like those of ASCII, and marks that pile up, have no place in a name. */
const plain = /^[\x20-\x7e®™©]*$/;

/** Paths that had the whole device: one with a few threads, or on a slice of it, is slow and honest. */
function wholePaths({ paths }: Evaluation, device: EvaluatedDevice): EvaluatedPath[] {
  const cores = device.listed?.physicalCores;
  return paths.filter(({ device: own, given }) => {
    if (own !== device) return false;
    if (device.given.kind === 'gpu') return true;
    return cores !== undefined && given.threads !== undefined && given.threads >= cores / 2;
  });
}

const sheetOf = (peak: Peak, { listed }: EvaluatedDevice): number | undefined => {
  if (listed === undefined) return undefined;
  if (peak.peak === 'bandwidth') return listed.bandwidthBytesPerSecond;
  const rates: Readonly<Record<string, number | undefined>> = listed.computeFlopsPerSecond;
  return peak.headline === 'compute' ? rates[peak.dtype] : undefined;
};

/** Share of its sheet that the best of some paths reaches, by peak. */
function shares(paths: readonly EvaluatedPath[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const { device, peaks } of paths) {
    for (const peak of peaks) {
      const sheet = sheetOf(peak, device);
      if (sheet === undefined) continue;
      best.set(peak.peak, Math.max(peak.best / sheet, best.get(peak.peak) ?? 0));
    }
  }
  return best;
}

/** Rate of the largest read that the claimed last-level cache holds, and of memory. */
function cacheStep({ device, given, peaks }: EvaluatedPath, { measurements }: Evaluation) {
  const { level3Bytes } = device.given.caches ?? {};
  const memory = findPeak(peaks, 'bandwidth')?.value;
  if (level3Bytes === undefined || memory === undefined) return undefined;
  const cached = measurements
    .filter(({ declared, given: own }) => own.path === given.id && declared?.spec.id === 'read')
    .filter(({ declared }) => (declared?.cost.bytes ?? 0) <= level3Bytes / 2)
    .map((each) => rateOf(each, 'medianSeconds') ?? 0);
  return cached.length === 0 ? undefined : { cached: Math.max(...cached), memory };
}

/**
 * What a name implies. A name is only a claim: it is compared with the speeds, cores, maker and caches
 * that such a device has, from both sides.
 */
export const namedDeviceRules: readonly PlausibilityRule[] = [
  defineRule({
    id: 'below-sheet',
    title: 'No device is far slower than its name',
    isQuarantining: true,
    find(evaluation) {
      for (const device of evaluation.devices) {
        const found = shares(wholePaths(evaluation, device));
        const pairs = [
          ['bandwidth', leastShare.bandwidth],
          ['compute-f32', leastShare.compute],
        ] as const;
        for (const [peak, least] of pairs) {
          const share = found.get(peak);
          if (share !== undefined && share < least) {
            return `${peak} of ${device.facts.name} is ${(100 * share).toPrecision(2)} % of its data sheet.`;
          }
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'below-cores',
    title: 'Every core that is named is at work',
    isQuarantining: true,
    find({ devices, paths }) {
      for (const device of devices) {
        if (device.given.kind !== 'cpu') continue;
        const rates = paths.flatMap(({ device: own, given: { threads = 0 }, peaks }) => {
          const rate = findPeak(peaks, 'compute-f32')?.best;
          const isMany = own === device && threads >= leastPerThread.threads;
          return isMany && rate !== undefined ? rate / threads : [];
        });
        if (rates.length > 0 && Math.max(...rates) < leastPerThread.flopsPerSecond) {
          return `The threads of ${device.facts.name} multiply as if few of them had a core.`;
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'core-count',
    title: 'A processor has the cores of its name',
    isQuarantining: true,
    find({ devices }) {
      for (const { facts, given, listed } of devices) {
        const [own, named] = [given.physicalCores, listed?.physicalCores];
        if (own === undefined || named === undefined || given.kind !== 'cpu') continue;
        // Fewer is a slice of it; more are several of it.
        const isSeveral = own % named === 0 && own / named <= mostSockets;
        if (own > named && !isSeveral) return `${facts.name} has ${named} cores, not ${own}.`;
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'name-contradiction',
    title: 'Name, maker and machine fit each other',
    isQuarantining: true,
    find({ devices, run }) {
      for (const { facts, given, listed } of devices) {
        const slugs = [given.name, given.reportedName].flatMap((name) => {
          const found = name && identifyDevice({ kind: given.kind, names: [name] });
          return found && found.outcome === 'identified' ? found.product.slug : [];
        });
        if (new Set(slugs).size > 1) {
          return `/devices/${facts.id} is called ${given.name} and ${given.reportedName}.`;
        }
        const maker = vendorNames.find(([, pattern]) => pattern.test(given.vendor))?.[0];
        const named = vendorNames.find(([vendor]) => vendor === listed?.vendor)?.[0];
        if (maker !== undefined && named !== undefined && maker !== named) {
          return `${facts.name} is made by ${named}, not by ${maker}.`;
        }
        if (given.kind === 'cpu' && named === 'AMD' && run.host.architecture.startsWith('arm')) {
          return `${facts.name} has no ${run.host.architecture} instructions.`;
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'look-alike',
    title: 'Makers, runtimes and drivers have names that cannot be mistaken',
    isQuarantining: true,
    find({ run: { devices, softwarePaths } }) {
      const texts = [
        ...devices.map(({ architecture, vendor }) => ({ architecture, vendor })),
        ...softwarePaths.map(({ id: _id, threads: _threads, ...path }) => path),
      ].flatMap((part) => Object.entries(part));
      const odd = texts.find(([, text]) => typeof text === 'string' && !plain.test(text));
      return odd && `"${odd[0]}" has letters that look like others or that no such name has.`;
    },
  }),
  defineRule({
    id: 'format-ratios',
    title: 'Number formats are as fast beside each other as the data sheet says',
    // Programs differ in how well they are written for each format: shown, not held against a run.
    isQuarantining: false,
    find({ paths }) {
      for (const path of paths) {
        const found = shares([path]);
        const f32 = found.get('compute-f32');
        const odd = [...found].find(
          ([peak, share]) =>
            peak !== 'bandwidth' && f32 !== undefined && share > largestShareRatio * f32,
        );
        if (odd !== undefined) {
          return `${odd[0]} on ${path.given.id} is ${percent(odd[1])} of its data sheet, f32 ${percent(f32 ?? 0)}.`;
        }
      }
      return undefined;
    },
  }),
  defineRule({
    id: 'cache-steps',
    title: 'Memory is not faster than the caches before it',
    isQuarantining: false,
    find(evaluation) {
      for (const path of evaluation.paths) {
        const step = cacheStep(path, evaluation);
        if (step !== undefined && step.memory > 1.5 * step.cached) {
          return `${path.given.id} reads memory at ${percent(step.memory / step.cached)} of its caches' rate.`;
        }
      }
      return undefined;
    },
  }),
];
