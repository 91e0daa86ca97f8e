import type { WasmProgram } from '@ridgeline/kernels/wasm-program';
import { wasmPrograms } from '@ridgeline/kernels/wasm-programs';

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
  const reasons = wasmPrograms.map((program) =>
    program.kernel === kernel ? program.whyUnsupported?.[dtype] : undefined,
  );
  return reasons.find((reason) => reason !== undefined);
}
