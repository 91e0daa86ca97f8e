import { inputByte } from '../byte-values.ts';
import { fillInput, inputPeriod, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import type { WasmProblem } from '../wasm-program.ts';

/** How the matrices of one dtype lie in memory. */
export interface MatmulFormat {
  /** Values along k in a word of 32 bits. */
  readonly valuesPerWord: 1 | 4;
  /** 1 where the kernel shall multiply bytes (see `matmul` in the kernels' sources). */
  readonly ofBytes: 0 | 1;
  /** Writes part of input 0 or 1 into `target`, which begins at word `fromWord` of it. */
  write(problem: WasmProblem, position: number, target: Uint8Array, fromWord: number): void;
}

/** What is added to B, so that it is of 0 … 127; the kernel takes it back. */
const byteOffset = 64;

function writeFloats(
  { seed, values }: WasmProblem,
  position: number,
  target: Uint8Array,
  fromWord: number,
): void {
  const floats = new Float32Array(target.buffer, target.byteOffset, target.length / 4);
  fillInput(floats, inputSeed(seed, position), values, fromWord);
}

/**
 * Words of four values along k: A row by row, B as LLM runtimes repack weights when they load a model,
 * so that a vector has four values of each of four columns. What k lacks to whole words is zero in A.
 */
function writeBytes(
  { size, seed, values }: WasmProblem,
  position: number,
  target: Uint8Array,
  fromWord: number,
): void {
  const [n, k] = [dimension(size, 'n'), dimension(size, 'k')];
  const inputs = inputSeed(seed, position);
  const table = Int8Array.from({ length: inputPeriod }, (_, i) =>
    inputByte(inputs, i, position, values),
  );
  const rowWords = position === 0 ? Math.ceil(k / 4) : n;
  for (let at = 0; at < target.length; at += 4) {
    const word = fromWord + at / 4;
    const row = Math.floor(word / rowWords);
    const column = word - row * rowWords;
    for (let i = 0; i < 4; i++) {
      const p = 4 * (position === 0 ? column : row) + i;
      const index = position === 0 ? row * k + p : p * n + column;
      const value = p < k ? (table[index % inputPeriod] ?? 0) : 0;
      target[at + i] = position === 0 ? value : value + byteOffset;
    }
  }
}

/** Every format, by dtype. */
export const matmulFormats: Readonly<Record<string, MatmulFormat>> = {
  f32: { valuesPerWord: 1, ofBytes: 0, write: writeFloats },
  int8: { valuesPerWord: 4, ofBytes: 1, write: writeBytes },
};
