import { fillInput, inputSeed } from './input-values.ts';
import { dimension } from './kernel-spec.ts';
import { partOf } from './wasm/memory-layout.ts';
import type { WasmExports } from './wasm/wasm-exports.ts';
import { addressOf, type WasmProgram } from './wasm-program.ts';

/** Runs one thread's part: `to` and the inputs `a`, `b` are addresses of its first element. */
export type StreamCall = (
  wasm: WasmExports,
  to: number,
  a: number,
  b: number,
  count: number,
) => void;

/** A kernel that writes one array from `inputs` others, element by element; array 0 is the answer. */
export function defineStreamTask(kernel: string, inputs: 1 | 2, call: StreamCall): WasmProgram {
  return {
    kernel,
    dtypes: ['f32'],
    lengths: ({ size }) => Array(inputs + 1).fill(4 * dimension(size, 'elements')),
    work(problem, { wasm, buffer, addresses, index }) {
      const part = partOf(dimension(problem.size, 'elements'), 16, index, problem.threads);
      const at = (position: number) => addressOf(addresses, position) + 4 * part.from;
      const [to, a, b] = [at(0), at(1), inputs === 2 ? at(2) : 0];
      return {
        fill() {
          new Float32Array(buffer, to, part.count).fill(-1);
          for (let p = 0; p < inputs; p++) {
            const target = new Float32Array(buffer, at(p + 1), part.count);
            fillInput(target, inputSeed(problem.seed, p), problem.values, part.from);
          }
        },
        run(times) {
          for (let i = 0; i < times; i++) call(wasm, to, a, b, part.count);
        },
      };
    },
    answer: ({ size }, buffer, addresses) =>
      new Float32Array(buffer, addressOf(addresses, 0), dimension(size, 'elements')),
  };
}
