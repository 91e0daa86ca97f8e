/** The LLM runtime and the release with which this agent was made to work. */
export const runtimePackage = { name: 'node-llama-cpp', version: '3.22.1' } as const;

/** What the runtime with one platform's binaries takes on disk, as `du` says on Linux. */
export const installedBytes = 85 * 2 ** 20;

const cpuPackages: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-armv7l',
  'linux-riscv64': 'linux-riscv64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

/** Binaries for GPUs beside the ones for the CPU; Apple's package holds both. */
const gpuPackages: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['linux-x64-cuda', 'linux-x64-vulkan'],
  'win32-x64': ['win-x64-cuda', 'win-x64-vulkan'],
};

/** Which GPU binaries to add: NVIDIA's own interface is large and fast, Vulkan runs everywhere. */
export type GpuBinaries = 'cuda' | 'vulkan';

/** The operating system and processor, as Node names them. */
export interface Platform {
  readonly system: string;
  readonly processor: string;
}

/** The packages with prebuilt binaries for a platform; none when there are none for it. */
export function binaryPackages(
  { system, processor }: Platform,
  gpu?: GpuBinaries,
): readonly string[] {
  const key = `${system}-${processor}`;
  const cpu = cpuPackages[key];
  if (cpu === undefined) return [];
  const added = (gpuPackages[key] ?? []).filter((name) => gpu && name.endsWith(gpu));
  return [cpu, ...added].map((name) => `@node-llama-cpp/${name}`);
}
