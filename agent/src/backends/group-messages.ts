import type { Preset } from '@ridgeline/kernels/kernel-spec';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';

/** What the agent asks of a group's process; it answers with events and ends. */
export type ToGroup =
  | { readonly type: 'probe'; readonly group: string; readonly backends: readonly string[] }
  | {
      readonly type: 'measure';
      readonly group: string;
      readonly backends: readonly string[];
      readonly preset: Preset;
      readonly timeBudgetSeconds: number;
      readonly cacheBytes: number;
      readonly memoryBytes: number;
      readonly kernels: readonly string[] | undefined;
      /** They keep the processors awake; their work is not other programs'. */
      readonly awakeProcessIds: readonly number[];
    }
  | { readonly type: 'abort' };

export type FromGroup =
  | { readonly type: 'event'; readonly event: MeasureEvent }
  | { readonly type: 'result'; readonly result: SuiteResult }
  | { readonly type: 'probed' };
