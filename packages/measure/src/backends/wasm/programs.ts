import type { WasmProgram } from '@ridgeline/kernels/wasm-program';
import { wasmPrograms } from '@ridgeline/kernels/wasm-programs';
import type { WasmProof } from '@ridgeline/kernels/wasm-proof';

/** The program of a kernel in a dtype. */
export function findWasmProgram(kernel: string, dtype: string): WasmProgram | undefined {
  return wasmPrograms.find(
    (program) => program.kernel === kernel && program.dtypes.includes(dtype),
  );
}

/** How challenges of a kernel in a dtype are met; undefined where they are not. */
export function findWasmProof(kernel: string, dtype: string): WasmProof | undefined {
  const proof = findWasmProgram(kernel, dtype)?.proof;
  return proof?.dtypes.includes(dtype) ? proof : undefined;
}

/** Why a program does not exist that one might look for. */
export function whyUnsupported(kernel: string, dtype: string): string | undefined {
  const reasons = wasmPrograms.map((program) =>
    program.kernel === kernel ? program.whyUnsupported?.[dtype] : undefined,
  );
  return reasons.find((reason) => reason !== undefined);
}
