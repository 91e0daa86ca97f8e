import { type GpuVendor, gpuVendorOf, type SystemGpu } from './system-gpu.ts';

/** The GPUs of the system that are behind an adapter: one, or several of a kind. */
export interface AdapterMatch {
  readonly gpu: SystemGpu;
  readonly count: number;
}

/** Words that say which product it is: drivers and chips add others. */
function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]+\d\w*|\d+\w*|[a-z]{2,}/g) ?? []);
}

/** Share of words in common, of the name that has most: `RTX 3060` is nearer to itself than to `RTX 3060 Ti`. */
function likeness(adapter: string, { names }: SystemGpu): number {
  const told = wordsOf(adapter);
  const ratios = names.map((name) => {
    const words = wordsOf(name);
    const shared = [...words].filter((word) => told.has(word)).length;
    return (2 * shared) / Math.max(1, told.size + words.size);
  });
  return Math.max(0, ...ratios);
}

/** A number is what products differ in: without one in common a likeness says nothing. */
function isNumberShared(adapter: string, { names }: SystemGpu): boolean {
  const numbers = [...wordsOf(adapter)].filter((word) => /\d/.test(word));
  return names.some((name) => numbers.some((word) => wordsOf(name).has(word)));
}

/** The same for GPUs that nothing tells apart. */
function kindOf({ vendor, names, pciIds, memoryBytes, gpuCores }: SystemGpu): string {
  const { subsystemVendor: _, subsystemDevice: _board, ...ids } = pciIds ?? {};
  return JSON.stringify([vendor, names, ids, memoryBytes, gpuCores]);
}

/**
 * Which of the system's GPUs a graphics API calls by this name. Undefined unless exactly one kind fits: what
 * belongs to another GPU would name the wrong device.
 */
export function matchAdapter(
  adapter: { readonly name: string; readonly vendor?: string | undefined },
  gpus: readonly SystemGpu[],
): AdapterMatch | undefined {
  const vendor: GpuVendor | undefined =
    gpuVendorOf(adapter.vendor ?? '') ?? gpuVendorOf(adapter.name);
  const kinds = [
    ...Map.groupBy(
      gpus.filter((gpu) => gpu.vendor === vendor),
      kindOf,
    ).values(),
  ];
  const scored = kinds
    .flatMap((same) => {
      const [gpu] = same;
      return gpu === undefined
        ? []
        : [{ gpu, count: same.length, score: likeness(adapter.name, gpu) }];
    })
    .sort((one, other) => other.score - one.score);
  const [best, next] = scored;
  if (best === undefined) return undefined;
  if (
    next !== undefined &&
    (next.score === best.score || !isNumberShared(adapter.name, best.gpu))
  ) {
    return undefined;
  }
  return { gpu: best.gpu, count: best.count };
}
