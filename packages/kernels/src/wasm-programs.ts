// Written by scripts/build-lists.ts from the folders of the kernels in specs.ts; do not edit.
import { addWasm } from './add/add.wasm.ts';
import { copyWasm } from './copy/copy.wasm.ts';
import { dispatchWasm } from './dispatch/dispatch.wasm.ts';
import { matmulWasm } from './matmul/matmul.wasm.ts';
import { matvecWasm } from './matvec/matvec.wasm.ts';
import { readWasm } from './read/read.wasm.ts';
import { scaleWasm } from './scale/scale.wasm.ts';
import { serialBranchWasm } from './serial-branch/serial-branch.wasm.ts';
import { triadWasm } from './triad/triad.wasm.ts';
import type { WasmProgram } from './wasm-program.ts';

/** Every program of the CPU base engine. */
export const wasmPrograms: readonly WasmProgram[] = [
  matmulWasm,
  readWasm,
  matvecWasm,
  dispatchWasm,
  serialBranchWasm,
  triadWasm,
  copyWasm,
  scaleWasm,
  addWasm,
];
