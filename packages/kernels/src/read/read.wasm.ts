import { fillInput, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmProgram } from '../wasm-program.ts';
import { readPartialSums } from './partial-sums.ts';
import { readProof } from './wasm-proof.ts';

/** Sums that one thread stores: eight vectors of four lanes. */
const sumsPerThread = 32;

/**
 * Sum of one array, each thread's part read as four streams; array 0 holds the threads' sums.
 */
export const readWasm: WasmProgram = {
  kernel: 'read',
  dtypes: ['f32'],
  lengths: ({ size, threads }) => [4 * sumsPerThread * threads, 4 * dimension(size, 'elements')],
  work(problem, thread) {
    const { wasm, buffer, addresses, index } = thread;
    const part = partOf(dimension(problem.size, 'elements'), 16, index, problem.threads);
    const sums = addressOf(addresses, 0) + 4 * sumsPerThread * index;
    const from = addressOf(addresses, 1) + 4 * part.from;
    return {
      fill() {
        const target = new Float32Array(buffer, from, part.count);
        fillInput(target, inputSeed(problem.seed, 0), problem.values, part.from);
      },
      run(times) {
        for (let i = 0; i < times; i++) wasm.read(sums, from, part.count);
      },
    };
  },
  proof: readProof,
  answer({ threads }, buffer, addresses) {
    const sums = new Float32Array(buffer, addressOf(addresses, 0), sumsPerThread * threads);
    // The answer has a fixed length: sums beyond it are added to those before.
    const answer = new Float64Array(readPartialSums);
    for (const [i, sum] of sums.entries()) {
      answer[i % readPartialSums] = (answer[i % readPartialSums] ?? 0) + sum;
    }
    return answer;
  },
};
