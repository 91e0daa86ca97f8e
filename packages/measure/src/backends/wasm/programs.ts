import { dispatchProgram } from './programs/dispatch.ts';
import { matmulProgram } from './programs/matmul.ts';
import { matvecProgram } from './programs/matvec.ts';
import { readProgram } from './programs/read.ts';
import { serialBranchProgram } from './programs/serial-branch.ts';
import { addProgram, copyProgram, scaleProgram, triadProgram } from './programs/stream.ts';
import type { WasmProgram } from './wasm-program.ts';

/** Every kernel that the CPU base engine has. */
export const wasmPrograms: readonly WasmProgram[] = [
  matmulProgram,
  readProgram,
  triadProgram,
  matvecProgram,
  copyProgram,
  scaleProgram,
  addProgram,
  dispatchProgram,
  serialBranchProgram,
];

/** The program of a kernel in a dtype. */
export function findWasmProgram(kernel: string, dtype: string): WasmProgram | undefined {
  return wasmPrograms.find(
    (program) => program.kernel === kernel && program.dtypes.includes(dtype),
  );
}

/** Whether challenges can be met: sums of f32 are exact for their integers, other formats lie elsewhere. */
export function isProvable(kernel: string, dtype: string): boolean {
  return dtype === 'f32' && findWasmProgram(kernel, dtype)?.prove !== undefined;
}

/** Why a program does not exist that one might look for. */
export function whyUnsupported(kernel: string, dtype: string): string | undefined {
  // A product that converts every half to f32 would be measured as f32 and called f16.
  return kernel === matmulProgram.kernel && dtype.startsWith('f16')
    ? 'WebAssembly has no f16 arithmetic.'
    : undefined;
}
