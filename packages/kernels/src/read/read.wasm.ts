import { fillInput, inputSeed } from '../input-values.ts';
import { dimension } from '../kernel-spec.ts';
import { type ReadKey, readInChain } from '../verification/challenge-read.ts';
import type { Sha256 } from '../verification/merkle-tree.ts';
import type { ReadWork } from '../verification/read-kind.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { type AskThreads, addressOf, type WasmProgram } from '../wasm-program.ts';
import { readPartialSums } from './partial-sums.ts';
import { type ReadStep, readProof } from './wasm-proof.ts';

/** Sums that one thread stores: eight vectors of four lanes. */
const sumsPerThread = 32;

/**
 * Sum of one array, each thread's part read as four streams; array 0 holds the threads' sums. A challenge
 * needs a second array, whose pages nobody touches before.
 */
export const readWasm: WasmProgram = {
  kernel: 'read',
  dtypes: ['f32'],
  lengths: ({ size, threads }) => {
    const bytes = 4 * dimension(size, 'elements');
    return [4 * sumsPerThread * threads, bytes, bytes];
  },
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
      prove: readProof({ ...thread, threads: problem.threads }, problem.size),
    };
  },
  async prove(challenge: ReadWork, ask: AskThreads<ReadStep>, sha256: Sha256) {
    await ask({ challenge });
    const digestPass = async (key: ReadKey) =>
      Uint32Array.from((await ask({ key })).flatMap((part) => [...part]));
    return readInChain(challenge, digestPass, sha256);
  },
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
