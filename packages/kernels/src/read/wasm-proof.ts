import { type ChallengeKey, drawLanes, highOf } from '../verification/challenge-seed.ts';
import { leafWords, treeWords } from '../verification/hash-tree.ts';
import {
  blockLines,
  blockWords,
  digestLanes,
  lineSeed,
  mixings,
  startOfLanes,
} from '../verification/read-array.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmThread } from '../wasm-program.ts';
import {
  hashingBytes,
  hashOnThread,
  type ProofStep,
  type RoundPlace,
  type WasmProof,
  type WasmProofProblem,
  writeConstants,
} from '../wasm-proof.ts';

const array = 0;
const second = 1;
const constants = 2;
const scratch = 3;
const starts = 4;
const digests = 5;
const trees = 6;

const blockBytes = 4 * blockWords;
const startBytes = 4 * digestLanes;

type ReadStep =
  | { readonly name: 'fill'; readonly seed: ChallengeKey }
  | { readonly name: 'pass'; readonly round: number; readonly key: ChallengeKey };

/** Draws this thread's lines and mixes them with the others'; what comes out lies in the first array. */
function fillOnThread(problem: WasmProofProblem, thread: WasmThread, seed: ChallengeKey): void {
  const { addresses, barrier, index, wasm } = thread;
  const { count, from } = partOf(problem.counts.places, 1, index, problem.threads);
  const lines = problem.counts.places * blockLines;
  const [first, own] = [from * blockLines, count * blockLines];
  const to = addressOf(addresses, array) + blockBytes * from;
  wasm.drawWords(to, blockWords * from, blockWords * count, highOf(seed, drawLanes.array), seed[1]);
  for (let mixing = 0; mixing < mixings; mixing++) {
    barrier();
    const [source, target] = mixing % 2 === 0 ? [array, second] : [second, array];
    wasm.mixLines(
      ...([addressOf(addresses, target), addressOf(addresses, source), first, own] as const),
      ...([lines - 1, lineSeed(seed, mixing), seed[1]] as const),
    );
  }
}

function place(
  { counts }: WasmProofProblem,
  addresses: readonly number[],
  round: number,
): RoundPlace {
  const leafCount = counts.places / leafWords;
  return {
    leaves: addressOf(addresses, digests) + 4 * counts.places * round,
    tree: addressOf(addresses, trees) + 4 * treeWords(leafCount) * round,
    leafCount,
  };
}

/** Digests of this thread's blocks under a key, and its part of their tree. */
function passOnThread(
  problem: WasmProofProblem,
  thread: WasmThread,
  round: number,
  key: ChallengeKey,
): void {
  const { addresses, barrier, buffer, index, wasm } = thread;
  const { count, from } = partOf(problem.counts.places, 1, index, problem.threads);
  const start = addressOf(addresses, starts) + startBytes * index;
  new Int32Array(buffer, start, digestLanes).set(startOfLanes(key));
  const at = place(problem, addresses, round);
  const source = addressOf(addresses, array) + blockBytes * from;
  wasm.digestBlocks(at.leaves + 4 * from, start, source, count);
  barrier();
  hashOnThread({ ...thread, threads: problem.threads }, at, {
    constants: addressOf(addresses, constants),
    scratch: addressOf(addresses, scratch) + hashingBytes.scratch * index,
  });
}

/** Challenges of reading on the team. */
export const readProof: WasmProof = {
  dtypes: ['f32'],
  lengths({ counts, threads }) {
    const bytes = blockBytes * counts.places;
    const tree = 4 * treeWords(counts.places / leafWords);
    return [
      ...[bytes, bytes, hashingBytes.constants, hashingBytes.scratch * threads],
      ...[startBytes * threads, 4 * counts.places * counts.rounds, tree * counts.rounds],
    ];
  },
  work(problem, thread) {
    if (thread.index === 0) writeConstants(thread.buffer, addressOf(thread.addresses, constants));
    const work = (step: ReadStep): void => {
      switch (step.name) {
        case 'fill':
          fillOnThread(problem, thread, step.seed);
          break;
        case 'pass':
          passOnThread(problem, thread, step.round, step.key);
          break;
        default:
          step satisfies never;
      }
      thread.barrier();
    };
    return work as (step: ProofStep) => void;
  },
  fill: (seed): ReadStep => ({ name: 'fill', seed }),
  steps: (round, key): readonly ReadStep[] => [{ name: 'pass', round, key }],
  place,
};
