import type { AdapterChoice } from '@ridgeline/measure/gpu/gpu-adapter';
import { cpuWord } from './choose-adapters.ts';
import { type BackendGroup, backendGroups } from './processes/backend-groups.ts';
import { type BackendProbe, probeGroup } from './processes/run-group.ts';

/** Backends that one process measures, on one GPU where they use one. */
export interface GroupTask {
  readonly backends: readonly string[];
  readonly timeShare: number;
  readonly adapter?: AdapterChoice;
}

/** What a run is asked to measure; everything when absent. */
export interface GroupRequest {
  readonly backends?: readonly string[] | undefined;
  readonly devices?: readonly string[] | undefined;
}

/**
 * The processes of a run, in order: those that use the chosen GPU once for each of them, so that no two are
 * measured at a time. Where there is none, once all the same: they say why.
 */
export function planGroups(
  { backends, devices }: GroupRequest,
  adapters: readonly AdapterChoice[],
): GroupTask[] {
  return backendGroups.flatMap((group): GroupTask[] => {
    const chosen = group.backends.filter(({ id, gpu }) => {
      if (!(backends?.includes(id) ?? true)) return false;
      if (devices === undefined) return true;
      return gpu === undefined
        ? devices.includes(cpuWord)
        : gpu === 'chosen' && adapters.length > 0;
    });
    if (chosen.length === 0) return [];
    const timeShare = chosen.reduce((sum, each) => sum + each.timeShare, 0);
    const task = { backends: chosen.map(({ id }) => id), timeShare };
    if (!chosen.some(({ gpu }) => gpu === 'chosen') || adapters.length === 0) return [task];
    return adapters.map((adapter) => ({ ...task, adapter }));
  });
}

/** What a backend says of itself, and of which GPU where it was asked of several. */
export interface DeviceProbe extends BackendProbe {
  readonly adapter?: AdapterChoice | undefined;
}

/** Asks every backend whether it can work here, those that use the chosen GPU once for each of them. */
export async function probeEverywhere(
  adapters: readonly AdapterChoice[],
  threadCounts: readonly number[],
  signal: AbortSignal,
): Promise<DeviceProbe[]> {
  const targets = backendGroups.flatMap(
    (group): (BackendGroup & { readonly adapter?: AdapterChoice })[] =>
      adapters.length > 0 && group.backends.some(({ gpu }) => gpu === 'chosen')
        ? adapters.map(({ api, name }) => ({ ...group, adapter: { api, name } }))
        : [group],
  );
  const probes: DeviceProbe[] = [];
  for (const target of targets) {
    const found = await probeGroup(target, threadCounts, signal);
    probes.push(...found.map((each) => ({ ...each, adapter: target.adapter })));
  }
  return probes;
}
