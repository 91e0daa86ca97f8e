import type { Runtime, RuntimeLibrary } from './runtime-library.ts';

/** Raised when a GPU was asked for and none could be used. */
export class NoGpuError extends Error {
  override readonly name = 'NoGpuError';
}

/** An open runtime with the GPUs that it will use; none on the CPU. */
export interface OpenRuntime {
  readonly runtime: Runtime;
  readonly gpuNames: readonly string[];
}

const gpuInterfaces: Readonly<Record<string, readonly ('cuda' | 'vulkan' | 'metal')[]>> = {
  darwin: ['metal'],
  linux: ['cuda', 'vulkan'],
  win32: ['cuda', 'vulkan'],
};

/** Adapters that draw with the CPU; timing them would time the CPU under a GPU's name. */
const softwareAdapter = /llvmpipe|lavapipe|swiftshader|warp|software|basic render/i;

function options(gpu: 'cuda' | 'vulkan' | 'metal' | false, onError: (message: string) => void) {
  return {
    gpu,
    // Nothing is downloaded or compiled behind the user's back.
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    // No limit of the library's: each context says how many threads it uses.
    maxThreads: 0,
    logLevel: 'error',
    logger: (_level: string, message: string) => onError(message),
  } as const;
}

/**
 * Opens the runtime on the CPU or on a real GPU. What the library logs as errors goes to `onError`.
 * @throws NoGpuError naming what was tried
 */
export async function openRuntime(
  library: RuntimeLibrary,
  compute: 'cpu' | 'gpu',
  onError: (message: string) => void,
): Promise<OpenRuntime> {
  if (compute === 'cpu') {
    return { runtime: await library.getLlama(options(false, onError)), gpuNames: [] };
  }
  const tried: string[] = [];
  for (const gpu of gpuInterfaces[process.platform] ?? []) {
    const opened = await library.getLlama(options(gpu, onError)).catch((error: unknown) => {
      tried.push(`${gpu}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!opened) continue;
    const names = await opened.getGpuDeviceNames();
    const gpuNames = names.filter((name) => !softwareAdapter.test(name));
    if (gpuNames.length > 0) return { runtime: opened, gpuNames };
    tried.push(`${gpu}: ${names.length > 0 ? `only ${names.join(', ')}` : 'no device'}`);
    await opened.dispose();
  }
  throw new NoGpuError(tried.join('; ') || `none is supported on ${process.platform}`);
}
