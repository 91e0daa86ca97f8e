import type { ProblemSize } from '@ridgeline/kernels/kernel-spec';
import type { WgslProgram } from '@ridgeline/kernels/wgsl-program';
import { readBuffer } from '../../gpu/read-buffer.ts';

const outputArrays = { f32: Float32Array, u32: Uint32Array, i32: Int32Array } as const;

/** Reads elements `from` … of the answer that a program left in `output`. */
export async function readAnswer(
  device: GPUDevice,
  program: WgslProgram,
  size: ProblemSize,
  output: GPUBuffer,
  from: number,
  count: number,
): Promise<ArrayLike<number>> {
  const places = Array.from({ length: count }, (_, i) => program.locate(from + i, size));
  const first = Math.min(places[0] ?? 0, places.at(-1) ?? 0);
  const last = Math.max(places[0] ?? 0, places.at(-1) ?? 0);
  const words = Math.min(last + 1, program.outputWords(size)) - first;
  const bytes = await readBuffer(device, output, first * 4, words * 4);
  const raw = new outputArrays[program.outputType](bytes);
  return places.map((place) => raw[place - first] ?? Number.NaN);
}
