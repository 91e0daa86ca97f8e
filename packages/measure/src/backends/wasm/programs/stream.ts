import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import { partOf } from '../memory-layout.ts';
import type { WasmExports } from '../wasm-exports.ts';
import { addressOf, type WasmProgram } from '../wasm-program.ts';

/** Runs one thread's part: `to` and the inputs `a`, `b` are addresses of its first element. */
type StreamCall = (wasm: WasmExports, to: number, a: number, b: number, count: number) => void;

/** A kernel that writes one array from `inputs` others, element by element; array 0 is the answer. */
function defineStream(kernel: string, inputs: 1 | 2, call: StreamCall): WasmProgram {
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

/** b = a, with ordinary stores. */
export const copyProgram: WasmProgram = defineStream('copy', 1, (wasm, to, a, _b, count) =>
  wasm.copy(to, a, count),
);

/** b = 3a. */
export const scaleProgram: WasmProgram = defineStream('scale', 1, (wasm, to, a, _b, count) =>
  wasm.scale(to, a, count),
);

/** c = a + b. */
export const addProgram: WasmProgram = defineStream('add', 2, (wasm, to, a, b, count) =>
  wasm.add(to, a, b, count),
);

/** a = b + 3c, with ordinary stores. */
export const triadProgram: WasmProgram = defineStream('triad', 2, (wasm, to, a, b, count) =>
  wasm.triad(to, a, b, count),
);
