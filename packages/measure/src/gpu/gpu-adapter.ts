/** Graphics APIs through which an adapter can be had, the one that reaches most of the hardware first. */
export const gpuApis = ['metal', 'd3d12', 'vulkan', 'opengles'] as const;

export type GpuApi = (typeof gpuApis)[number];

/** How to open one adapter and no other. */
export interface AdapterChoice {
  readonly api: GpuApi;
  /** As the API calls it, whole. */
  readonly name: string;
}

/** An adapter of this machine: a device of its own. */
export interface GpuAdapter extends AdapterChoice {
  /** Times that the API lists it: several of a kind cannot be told apart by name. */
  readonly count: number;
  readonly vendor?: string;
  readonly isSoftwareAdapter: boolean;
  /** Why it cannot be used; absent of one that can. */
  readonly obstacle?: string;
}

/**
 * What the names of a device have in common, whichever API it is met through: drivers add their chip, their
 * compiler and their bus.
 * @example deviceKey('AMD Radeon RX 7900 XTX (RADV NAVI31)') // 'amd radeon rx 7900 xtx'
 */
export function deviceKey(name: string): string {
  return name
    .replaceAll(/\((?:r|tm|c)\)/gi, ' ')
    .replaceAll(/\([^()]*\)/g, ' ')
    .replace(/\/(?:PCI|AGP|SSE).*$/i, ' ')
    .replace(/^\s*mesa\s/i, ' ')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Each device once, through the first API that can use it. */
export function distinctAdapters(adapters: readonly GpuAdapter[]): GpuAdapter[] {
  const usable = (adapter: GpuAdapter): number => (adapter.obstacle === undefined ? 0 : 1);
  const order = (adapter: GpuAdapter): number => gpuApis.indexOf(adapter.api);
  const sorted = adapters.toSorted((a, b) => usable(a) - usable(b) || order(a) - order(b));
  const devices = Map.groupBy(sorted, ({ name }) => deviceKey(name));
  return [...devices.values()].flatMap(([first]) => first ?? []);
}
