/// <reference types="node" />
import type { AdapterChoice, GpuApi } from './gpu-adapter.ts';

/** What the package `webgpu` (Dawn for Node) exports, as far as it is used. */
export interface DawnModule {
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

/** @throws Error when the package exports something else */
export function dawnFrom(loaded: unknown): DawnModule {
  const dawn = loaded as Partial<DawnModule>;
  if (typeof dawn.create !== 'function' || dawn.globals === undefined) {
    throw new Error('The package "webgpu" does not export create and globals.');
  }
  for (const [name, value] of Object.entries(dawn.globals)) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value });
  }
  return dawn as DawnModule;
}

/** Dawn's entry point for whatever it prefers, for one API, or for one adapter. */
export function openApi(dawn: DawnModule, choice: Partial<AdapterChoice> = {}): GPU {
  const { api, name } = choice;
  // Read by Mesa when its EGL is first used: without a display this is the only platform that opens.
  if (api === 'opengles') process.env.EGL_PLATFORM ??= 'surfaceless';
  const options = [
    ...dawnOptions,
    ...(api === undefined ? [] : [`backend=${api}`]),
    ...(name === undefined ? [] : [`adapter=${name}`]),
  ];
  const gpu = dawn.create(options);
  return api === 'opengles' ? compatible(gpu) : gpu;
}

/** OpenGL ES has less than WebGPU's core; TypeScript's declarations do not know the option yet. */
function compatible(gpu: GPU): GPU {
  const featureLevel = 'compatibility';
  return {
    requestAdapter: (options?: GPURequestAdapterOptions) =>
      gpu.requestAdapter({ ...options, featureLevel } as GPURequestAdapterOptions),
    wgslLanguageFeatures: gpu.wgslLanguageFeatures,
    getPreferredCanvasFormat: () => gpu.getPreferredCanvasFormat(),
  } as GPU;
}

/** APIs that an operating system has. */
export function apisOf(platform: string): readonly GpuApi[] {
  if (platform === 'darwin') return ['metal'];
  return platform === 'win32' ? ['d3d12', 'vulkan'] : ['vulkan', 'opengles'];
}
