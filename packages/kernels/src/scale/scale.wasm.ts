import { defineStreamTask } from '../stream-wasm.ts';
import type { WasmProgram } from '../wasm-program.ts';

/** b = 3a. */
export const scaleWasm: WasmProgram = defineStreamTask('scale', 1, (wasm, to, a, _b, count) =>
  wasm.scale(to, a, count),
);
