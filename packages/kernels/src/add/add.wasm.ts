import { defineStreamTask } from '../stream-wasm.ts';
import type { WasmProgram } from '../wasm-program.ts';

/** c = a + b. */
export const addWasm: WasmProgram = defineStreamTask('add', 2, (wasm, to, a, b, count) =>
  wasm.add(to, a, b, count),
);
