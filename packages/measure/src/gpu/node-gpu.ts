/// <reference types="node" />
import type { BackendHost } from '../backends/backend-definition.ts';
import { dawnFrom, openApi } from './dawn.ts';
import type { AdapterChoice } from './gpu-adapter.ts';
import type { GpuSource } from './gpu-device.ts';
import { webgpuPackage } from './webgpu-package.ts';

/**
 * WebGPU for Node. gpu.js never loads the package by itself. Without a choice the native APIs come first;
 * where they have no adapter, OpenGL ES does, which needs no window and finds Mesa's software adapter at
 * least.
 * @param choice the adapter to use and no other
 */
export function nodeGpu(load: BackendHost['load'], choice?: AdapterChoice): GpuSource {
  let opened: Promise<GPU | undefined> | undefined;
  const { version } = webgpuPackage;
  return {
    libraryName: 'Dawn (webgpu)',
    ...(version !== undefined && { libraryVersion: version }),
    ...(choice !== undefined && { adapterName: choice.name }),
    open: () => {
      opened ??= openDawn(load, choice);
      return opened;
    },
  };
}

async function openDawn(
  load: BackendHost['load'],
  choice: AdapterChoice | undefined,
): Promise<GPU | undefined> {
  const dawn = dawnFrom(await load(webgpuPackage));
  if (choice !== undefined) return openApi(dawn, choice);
  const native = openApi(dawn);
  if ((await native.requestAdapter({ powerPreference: 'high-performance' })) !== null) {
    return native;
  }
  return openApi(dawn, { api: 'opengles' });
}
