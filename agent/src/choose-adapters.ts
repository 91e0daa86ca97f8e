import type { Preset } from '@ridgeline/kernels/kernel-spec';
import type { GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import { deviceKey } from '@ridgeline/measure/gpu/gpu-adapter';
import { exitCodes } from './exit-codes.ts';
import { matchAdapter } from './host/gpus/match-adapter.ts';
import type { SystemGpu } from './host/gpus/system-gpu.ts';
import { UserError } from './user-error.ts';

/** GPUs of a run, that of `gpu0` first, and those that it leaves out. */
export interface ChosenAdapters {
  readonly adapters: readonly GpuAdapter[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** What to choose by. */
export interface AdapterRequest {
  readonly preset: Preset;
  /** Parts of names, or `cpu`; everything that the time allows when absent. */
  readonly devices: readonly string[] | undefined;
}

/** GPUs that there is time for, each with some seconds for every kernel. */
const mostGpus: Readonly<Record<Preset, number>> = { quick: 2, standard: 4, full: 16 };

/** The word that stands for the processor in `--device`. */
export const cpuWord = 'cpu';

function isNamed({ name }: { readonly name: string }, words: readonly string[]): boolean {
  return words.some((word) => deviceKey(name).includes(deviceKey(word)));
}

/** One device through two names, as the system's own list of GPUs tells. */
function withoutTwins(
  adapters: readonly GpuAdapter[],
  gpus: readonly SystemGpu[],
): readonly GpuAdapter[] {
  const seen = new Set<SystemGpu>();
  return adapters.filter((adapter) => {
    const gpu = matchAdapter(adapter, gpus)?.gpu;
    if (gpu === undefined || adapter.isSoftwareAdapter) return true;
    const isNew = !seen.has(gpu);
    seen.add(gpu);
    return isNew;
  });
}

/**
 * Which of the machine's GPUs a run measures: those that were named, or all real ones that there is time for;
 * software adapters only where there is nothing else. The rest is left out with the reason in words.
 * @throws UserError when a device was named that is not there
 */
export function chooseAdapters(
  found: readonly GpuAdapter[],
  gpus: readonly SystemGpu[],
  { preset, devices }: AdapterRequest,
): ChosenAdapters {
  const all = withoutTwins(found, gpus);
  const usable = all.filter(({ obstacle }) => obstacle === undefined);
  const real = usable.filter(({ isSoftwareAdapter }) => !isSoftwareAdapter);
  const named = devices && usable.filter((adapter) => isNamed(adapter, devices));
  if (devices !== undefined) assertNamed(devices, usable);
  const candidates = named ?? (real.length > 0 ? real : usable);
  const adapters = candidates.slice(0, named === undefined ? mostGpus[preset] : undefined);
  const leftOut = all.filter((adapter) => !adapters.includes(adapter));
  return {
    adapters,
    leftOut: [
      ...leftOut.map((adapter) => ({
        name: adapter.name,
        reason: reasonOf(adapter, candidates.includes(adapter) ? preset : undefined, devices),
      })),
      ...unseen(found, gpus),
    ],
  };
}

/** GPUs that the system has and no graphics API shows. */
function unseen(
  found: readonly GpuAdapter[],
  gpus: readonly SystemGpu[],
): ChosenAdapters['leftOut'] {
  const shown = new Set(found.map((adapter) => matchAdapter(adapter, gpus)?.gpu.vendor));
  const hidden = gpus.filter(({ vendor }) => !shown.has(vendor));
  const names = new Set(hidden.map(({ names: [name], vendor }) => name ?? `${vendor} GPU`));
  const reason = 'No graphics API shows it: its Vulkan, Direct3D 12 or Metal driver is missing.';
  return [...names].map((name) => ({ name, reason }));
}

function reasonOf(
  { obstacle, isSoftwareAdapter }: GpuAdapter,
  shortPreset: Preset | undefined,
  devices: readonly string[] | undefined,
): string {
  if (obstacle !== undefined) return `It cannot be used: ${obstacle}.`;
  if (devices !== undefined) return 'Not chosen by --device.';
  if (shortPreset !== undefined) {
    return `No time: ${shortPreset} measures ${mostGpus[shortPreset]} GPUs. Choose it by --device, or take a longer preset.`;
  }
  if (isSoftwareAdapter) return 'A software adapter: the CPU draws for it. Choose it by --device.';
  return 'Left out.';
}

function assertNamed(devices: readonly string[], usable: readonly GpuAdapter[]): void {
  const missing = devices.find(
    (word) => word !== cpuWord && !usable.some((adapter) => isNamed(adapter, [word])),
  );
  if (missing === undefined) return;
  const names = [cpuWord, ...usable.map(({ name }) => name)].join(', ');
  throw new UserError(
    `There is no device "${missing}" that can be measured here. There are: ${names}.`,
    'See: ridgeline devices',
    exitCodes.usage,
  );
}
