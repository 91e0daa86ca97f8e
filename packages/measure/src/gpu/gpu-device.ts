import type { AdapterFacts, BackendFacts } from '../backends/backend.ts';
import { gpujs } from './gpujs-library.ts';
import { matrixUnitsFeature } from './matrix-units.ts';
import { isSoftwareAdapter } from './software-adapter.ts';

/** Where WebGPU comes from. In a browser `navigator.gpu` is there; Node brings its own, see `node-gpu.ts`. */
export interface GpuSource {
  /** The entry point, or undefined where there is none. */
  open(): Promise<GPU | undefined>;
  readonly libraryName?: string;
  readonly libraryVersion?: string;
  /** The adapter's whole name, where one was chosen: WebGPU itself writes it in lower case with dashes. */
  readonly adapterName?: string;
}

/** Features that kernels use where they exist; gpu.js itself asks for none. */
const wantedFeatures: readonly string[] = [
  'timestamp-query',
  'shader-f16',
  'subgroups',
  matrixUnitsFeature,
];

/** Limits raised to what the adapter can do; the defaults are those of the weakest phone. */
const wantedLimits = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

/**
 * Acquires the device that gpu.js uses, so that portable and hand-written kernels share one. gpu.js
 * asks `navigator.gpu` for an adapter without options; what stands there is wrapped first, so that
 * the fast adapter is chosen and its features and limits are switched on.
 */
export async function acquireDevice(
  source: GpuSource,
): Promise<{ adapter: GPUAdapter; device: GPUDevice }> {
  const gpu = await source.open();
  if (gpu === undefined) throw new Error('This runtime has no WebGPU (navigator.gpu).');
  install(gpu);
  return gpujs.WebGPUContext.acquire();
}

/** Destroys the shared device; the next {@link acquireDevice} makes a new one. */
export function releaseDevice(): Promise<void> {
  return gpujs.WebGPUContext.destroy();
}

const installed = new WeakSet<GPU>();

function install(gpu: GPU): void {
  if (installed.has(gpu)) return;
  const wrapped = {
    ...gpu,
    wgslLanguageFeatures: gpu.wgslLanguageFeatures,
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance', ...options });
      return adapter && withFeatures(adapter);
    },
    getPreferredCanvasFormat: () => gpu.getPreferredCanvasFormat(),
  };
  Object.defineProperty(navigator, 'gpu', { value: wrapped, configurable: true });
  installed.add(gpu);
}

function withFeatures(adapter: GPUAdapter): GPUAdapter {
  const request = adapter.requestDevice.bind(adapter);
  const requestDevice = (descriptor: GPUDeviceDescriptor = {}) =>
    request({
      ...descriptor,
      requiredFeatures: wantedFeatures.filter((feature) =>
        adapter.features.has(feature),
      ) as GPUFeatureName[],
      requiredLimits: {
        ...descriptor.requiredLimits,
        ...Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
      },
    });
  Object.defineProperty(adapter, 'requestDevice', { value: requestDevice, configurable: true });
  return adapter;
}

/** Far from the 2 s after which operating systems reset a GPU. */
const longestExecutionSeconds = 0.2;

/** What an acquired device is, for the record. */
export function adapterFacts(
  adapter: GPUAdapter,
  { adapterName }: Pick<GpuSource, 'adapterName'>,
): {
  readonly adapter: AdapterFacts;
} & Pick<BackendFacts, 'driver' | 'maximumArrayBytes' | 'longestExecutionSeconds'> {
  const { vendor, architecture, device, description } = adapter.info;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const isSoftware = isSoftwareAdapter(adapter.info);
  return {
    adapter: {
      name: adapterName ?? (device || description || architecture || 'unnamed adapter'),
      ...(vendor && { vendor }),
      ...(architecture && { architecture }),
      isSoftwareAdapter: isSoftware,
    },
    ...(description && { driver: description }),
    // Nothing resets a CPU.
    ...(!isSoftware && { longestExecutionSeconds }),
    maximumArrayBytes: Math.min(maxBufferSize, maxStorageBufferBindingSize),
  };
}
