import type { GpujsResult } from '../../gpu/gpujs-library.ts';

/** Copies a nested result of gpu.js into one flat array, in the order of memory. */
export function flattenResult(result: GpujsResult, length: number): Float32Array {
  if (result instanceof Float32Array && result.length === length) return result;
  const flat = new Float32Array(length);
  const end = copyInto(flat, 0, result);
  if (end !== length) throw new Error(`gpu.js answered with ${end} numbers instead of ${length}.`);
  return flat;
}

function copyInto(flat: Float32Array, from: number, part: unknown): number {
  if (part instanceof Float32Array) {
    flat.set(part, from);
    return from + part.length;
  }
  if (typeof part === 'number') {
    flat[from] = part;
    return from + 1;
  }
  if (!Array.isArray(part)) throw new Error('gpu.js answered with something that is no array.');
  let next = from;
  for (const inner of part) next = copyInto(flat, next, inner);
  return next;
}
