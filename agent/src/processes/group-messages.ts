import type { Preset } from '@ridgeline/kernels/kernel-spec';
import type { AdapterChoice, GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';

interface GroupTask {
  readonly backends: readonly string[];
  /** Numbers of threads to try, the most first. */
  readonly threadCounts: readonly number[];
  /** The GPU to use, for backends that use one. */
  readonly adapter?: AdapterChoice | undefined;
}

/** What a group's process does once, with the backends that it is named. */
export type GroupRequest =
  | { readonly type: 'list-adapters' }
  | (GroupTask & { readonly type: 'probe' })
  | (GroupTask & {
      readonly type: 'measure';
      /** Names of the adapters that groups before met, that of `gpu0` first. */
      readonly adapters: readonly string[];
      readonly preset: Preset;
      readonly timeBudgetSeconds: number;
      readonly cacheBytes: number;
      readonly memoryBytes: number;
      readonly kernels: readonly string[] | undefined;
      /** They keep the processors awake; their work is not other programs'. */
      readonly awakeProcessIds: readonly number[];
    });

/** What the agent says to a group's process; it answers with events and ends. */
export type ToGroup = GroupRequest | { readonly type: 'abort' };

export type FromGroup =
  | { readonly type: 'event'; readonly event: MeasureEvent }
  | { readonly type: 'result'; readonly result: SuiteResult }
  | { readonly type: 'adapters'; readonly adapters: readonly GpuAdapter[] };
