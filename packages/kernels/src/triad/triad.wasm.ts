import { defineStreamTask } from '../stream-wasm.ts';
import type { WasmProgram } from '../wasm-program.ts';

/** a = b + 3c, with ordinary stores. */
export const triadWasm: WasmProgram = defineStreamTask('triad', 2, (wasm, to, a, b, count) =>
  wasm.triad(to, a, b, count),
);
