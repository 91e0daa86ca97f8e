/// <reference types="node" />
import type { BackendHost } from '../backends/backend-definition.ts';
import type { GpuSource } from './gpu-device.ts';
import { webgpuPackage } from './webgpu-package.ts';

/** What the package `webgpu` (Dawn for Node) exports, as far as it is used. */
interface DawnModule {
  create(options: string[]): GPU;
  readonly globals: Record<string, unknown>;
}

/**
 * Dawn rounds timestamps to 65.5 µs unless told not to; fingerprinting is no concern of a benchmark.
 * Matrix units are behind "unsafe" because their extension is not final; nothing else here uses it.
 */
const dawnOptions = [
  'disable-dawn-features=timestamp_quantization',
  'enable-dawn-features=allow_unsafe_apis',
];

/**
 * WebGPU for Node. gpu.js never loads the package by itself. The native APIs come first; where they
 * have no adapter, OpenGL ES does, which needs no window and finds Mesa's software adapter at least.
 */
export function nodeGpu(load: BackendHost['load']): GpuSource {
  let opened: Promise<GPU | undefined> | undefined;
  const { version } = webgpuPackage;
  return {
    libraryName: 'Dawn (webgpu)',
    ...(version !== undefined && { libraryVersion: version }),
    open: () => {
      opened ??= openDawn(load);
      return opened;
    },
  };
}

async function openDawn(load: BackendHost['load']): Promise<GPU | undefined> {
  const dawn = dawnFrom(await load(webgpuPackage));
  for (const [name, value] of Object.entries(dawn.globals)) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value });
  }
  const native = dawn.create([...dawnOptions]);
  if ((await native.requestAdapter({ powerPreference: 'high-performance' })) !== null) {
    return native;
  }
  // Read by Mesa when its EGL is first used: without a display this is the only platform that opens.
  process.env.EGL_PLATFORM ??= 'surfaceless';
  const gles = dawn.create([...dawnOptions, 'backend=opengles']);
  // TypeScript's declarations do not know the option yet.
  const featureLevel = 'compatibility';
  const compatible = {
    requestAdapter: (options?: GPURequestAdapterOptions) =>
      gles.requestAdapter({ ...options, featureLevel } as GPURequestAdapterOptions),
    wgslLanguageFeatures: gles.wgslLanguageFeatures,
    getPreferredCanvasFormat: () => gles.getPreferredCanvasFormat(),
  };
  return compatible as GPU;
}

function dawnFrom(loaded: unknown): DawnModule {
  const dawn = loaded as Partial<DawnModule>;
  if (typeof dawn.create !== 'function' || dawn.globals === undefined) {
    throw new Error('The package "webgpu" does not export create and globals.');
  }
  return dawn as DawnModule;
}
