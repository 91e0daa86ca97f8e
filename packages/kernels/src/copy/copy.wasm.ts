import { defineStreamTask } from '../stream-wasm.ts';
import type { WasmProgram } from '../wasm-program.ts';

/** b = a, with ordinary stores. */
export const copyWasm: WasmProgram = defineStreamTask('copy', 1, (wasm, to, a, _b, count) =>
  wasm.copy(to, a, count),
);
