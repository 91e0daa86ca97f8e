import { type ChallengeKey, drawLanes, highOf } from '../verification/challenge-seed.ts';
import { leafWords, treeWords } from '../verification/hash-tree.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmProblem, type WasmThread } from '../wasm-program.ts';
import {
  hashingBytes,
  hashOnThread,
  type ProofStep,
  type RoundPlace,
  type WasmProof,
  type WasmProofProblem,
  writeConstants,
} from '../wasm-proof.ts';
import type { MatmulFormat } from './wasm-formats.ts';

/** Steps of a repetition. The product itself may be another engine's, in the same arrays. */
export type ProductStep =
  | { readonly name: 'draw'; readonly key: ChallengeKey }
  | { readonly name: 'multiply'; readonly round: number }
  | { readonly name: 'hash'; readonly round: number };

/** What the product's own program lends. */
export interface MatmulParts {
  readonly dtypes: readonly string[];
  /** C, A and B first. */
  lengths(problem: WasmProblem): readonly number[];
  formatOf(problem: WasmProblem): MatmulFormat;
  /** Writes zeros where the team counts. */
  clear(problem: WasmProblem, thread: WasmThread): void;
  /** C = A · B into another C. */
  multiply(problem: WasmProblem, thread: WasmThread, c: number): void;
}

/** Where the arrays lie that only proofs have, after those of the product. */
function ownPlaces(parts: MatmulParts, problem: WasmProofProblem) {
  const first = parts.lengths(problem).length;
  return { constants: first, scratch: first + 1, trees: first + 2, answers: first + 3 };
}

/** Address of the C of a repetition: each has its own, to be opened later. */
export function answerOf(
  parts: MatmulParts,
  problem: WasmProofProblem,
  addresses: readonly number[],
  round: number,
): number {
  const { answers } = ownPlaces(parts, problem);
  const bytes = 4 * problem.counts.places ** 2;
  return round === 0
    ? addressOf(addresses, 0)
    : addressOf(addresses, answers) + bytes * (round - 1);
}

/** Challenges of products on the team. */
export function matmulProof(parts: MatmulParts): WasmProof {
  const place = (
    problem: WasmProofProblem,
    addresses: readonly number[],
    round: number,
  ): RoundPlace => {
    const leafCount = problem.counts.places ** 2 / leafWords;
    const trees = addressOf(addresses, ownPlaces(parts, problem).trees);
    const tree = trees + 4 * treeWords(leafCount) * round;
    return { leaves: answerOf(parts, problem, addresses, round), tree, leafCount };
  };
  return {
    dtypes: parts.dtypes,
    lengths(problem) {
      const { places: n, rounds } = problem.counts;
      const trees = 4 * treeWords(n ** 2 / leafWords) * rounds;
      const { constants, scratch } = hashingBytes;
      const own = [constants, scratch * problem.threads, trees, 4 * n ** 2 * (rounds - 1)];
      return [...parts.lengths(problem), ...own];
    },
    work(problem, thread) {
      const { addresses, barrier, buffer, index } = thread;
      const { threads } = problem;
      const at = ownPlaces(parts, problem);
      const constants = addressOf(addresses, at.constants);
      const room = {
        constants,
        scratch: addressOf(addresses, at.scratch) + hashingBytes.scratch * index,
      };
      if (index === 0) {
        writeConstants(buffer, constants);
        parts.clear(problem, thread);
      }
      const work = (step: ProductStep): void => {
        switch (step.name) {
          case 'draw':
            drawOnThread(parts.formatOf(problem), problem, thread, step.key);
            break;
          case 'multiply':
            parts.multiply(problem, thread, answerOf(parts, problem, addresses, step.round));
            break;
          case 'hash':
            hashOnThread({ ...thread, threads }, place(problem, addresses, step.round), room);
            break;
          default:
            step satisfies never;
        }
        barrier();
      };
      return work as (step: ProofStep) => void;
    },
    steps: (round, key): readonly ProductStep[] => [
      { name: 'draw', key },
      { name: 'multiply', round },
      { name: 'hash', round },
    ],
    place,
  };
}

/** This thread's part of A and B. */
function drawOnThread(
  { ofBytes }: MatmulFormat,
  { counts, threads }: WasmProofProblem,
  { addresses, index, wasm }: WasmThread,
  key: ChallengeKey,
): void {
  const words = counts.places ** 2 / (ofBytes ? 4 : 1);
  const { count, from } = partOf(words, 8, index, threads);
  const [drawA, drawB] = ofBytes
    ? [wasm.drawWords, wasm.drawSevenBits]
    : [wasm.drawFloats, wasm.drawFloats];
  const at = (position: number) => addressOf(addresses, position) + 4 * from;
  drawA(at(1), from, count, highOf(key, drawLanes.a), key[1]);
  drawB(at(2), from, count, highOf(key, drawLanes.b), key[1]);
}
