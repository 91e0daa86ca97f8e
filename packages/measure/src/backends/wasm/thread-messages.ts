import type { TunedRate } from '@ridgeline/kernels/wasm/tuning';
import type { WasmModuleName } from '@ridgeline/kernels/wasm/wasm-exports';
import type { WasmProblem } from '@ridgeline/kernels/wasm-program';
import type { ProofStep, WasmProofProblem } from '@ridgeline/kernels/wasm-proof';
import type { FailureReport } from '../../failure.ts';

/** What the backend asks of a thread. Every message is answered by one {@link FromThread}. */
export type ToThread =
  | {
      readonly type: 'start';
      readonly index: number;
      readonly modules: ReadonlyMap<WasmModuleName, WebAssembly.Module>;
    }
  | { readonly type: 'tune'; readonly memory: WebAssembly.Memory; readonly seconds: number }
  | {
      readonly type: 'prepare';
      /** Sent each time, because a memory that has grown shows its new length only to new receivers. */
      readonly memory: WebAssembly.Memory;
      readonly problem: WasmProblem;
      readonly addresses: readonly number[];
    }
  | { readonly type: 'execute'; readonly times: number }
  | {
      readonly type: 'prepare-proof';
      readonly memory: WebAssembly.Memory;
      readonly problem: WasmProofProblem;
      readonly addresses: readonly number[];
    }
  | { readonly type: 'prove'; readonly step: ProofStep };

/** The answer: what was asked for, or why it could not be done. */
export type FromThread =
  | {
      readonly type: 'done';
      readonly seconds?: number;
      readonly tuned?: readonly TunedRate[];
    }
  | ({ readonly type: 'failed' } & FailureReport);

/** One end of a channel between two threads, whatever the platform calls it. */
export interface ThreadPort {
  post(message: unknown): void;
  listen(handler: (message: unknown) => void): void;
}

/** A thread that was started, seen from the one that started it. */
export interface ThreadHandle extends ThreadPort {
  /** Calls back when the thread dies without having been asked to. */
  onDeath(handler: (reason: string) => void): void;
  terminate(): Promise<void>;
}
