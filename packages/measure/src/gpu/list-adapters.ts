/// <reference types="node" />
import type { BackendHost } from '../backends/backend-definition.ts';
import { apisOf, type DawnModule, dawnFrom, openApi } from './dawn.ts';
import { distinctAdapters, type GpuAdapter, type GpuApi } from './gpu-adapter.ts';
import { isSoftwareAdapter } from './software-adapter.ts';
import { webgpuPackage } from './webgpu-package.ts';

const powerPreferences = ['high-performance', 'low-power'] as const;

/** No adapter is called so: Dawn then lists those that there are. */
const nobody = 'no such adapter, list those that there are';

/** Names in Dawn's list, as often as they stand there: ` * backend: 'vulkan', name: 'NVIDIA L4'`. */
export function namesInList(message: string, api: GpuApi): string[] {
  return [...message.matchAll(/^ \* backend: '([^']*)', name: '(.*)'$/gm)].flatMap(
    ([, backend, name]) => (backend === api && name !== undefined ? [name] : []),
  );
}

/** How often each adapter of an API is there, by name; what only one preference lists counts too. */
async function namesOf(dawn: DawnModule, api: GpuApi): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const powerPreference of powerPreferences) {
    const message = await openApi(dawn, { api, name: nobody })
      .requestAdapter({ powerPreference })
      .then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.message : `${error}`),
      );
    for (const [name, same] of Map.groupBy(namesInList(message, api), (each) => each)) {
      found.set(name, Math.max(found.get(name) ?? 0, same.length));
    }
  }
  return found;
}

/** Dawn gives JavaScript a name in lower case with dashes. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Opens one adapter to see that it is the one that was meant: Dawn takes the first whose name begins so. */
async function lookAt(dawn: DawnModule, api: GpuApi, name: string): Promise<Partial<GpuAdapter>> {
  try {
    const adapter = await openApi(dawn, { api, name }).requestAdapter();
    if (adapter === null) return { obstacle: 'its driver gives no WebGPU adapter' };
    const { info } = adapter;
    const isOther = info.device !== '' && slugOf(info.device) !== slugOf(name);
    return {
      ...(info.vendor && { vendor: info.vendor }),
      isSoftwareAdapter: isSoftwareAdapter({ ...namesFrom(info), description: name }),
      ...(isOther && { obstacle: 'its name is the beginning of another one, which opens instead' }),
    };
  } catch (error) {
    return { obstacle: error instanceof Error ? error.message : `${error}` };
  }
}

function namesFrom({ architecture, device, isFallbackAdapter }: GPUAdapterInfo) {
  return { architecture, device, isFallbackAdapter };
}

/**
 * Every adapter that Dawn shows on this machine, each device once. To be called in a process of its own:
 * drivers print and crash.
 * @throws Error when the package is missing
 */
export async function listAdapters(load: BackendHost['load']): Promise<GpuAdapter[]> {
  const dawn = dawnFrom(await load(webgpuPackage));
  const adapters: GpuAdapter[] = [];
  for (const api of apisOf(process.platform)) {
    for (const [name, count] of await namesOf(dawn, api)) {
      const isSoftware = isSoftwareAdapter({ architecture: '', device: name, description: '' });
      const seen = await lookAt(dawn, api, name);
      adapters.push({ api, name, count, isSoftwareAdapter: isSoftware, ...seen });
    }
  }
  return distinctAdapters(adapters);
}
