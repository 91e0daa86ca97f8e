import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import type { ChallengeKey } from '@ridgeline/kernels/verification/challenge-seed';
import {
  completeTree,
  leafWords,
  pathOf,
  treeWords,
} from '@ridgeline/kernels/verification/hash-tree';
import { layOut } from '@ridgeline/kernels/wasm/memory-layout';
import type { WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import {
  lastTeamLevel,
  type ProofStep,
  type RoundPlace,
  type WasmProofProblem,
} from '@ridgeline/kernels/wasm-proof';
import { sha256 } from '../../sha256.ts';
import { chainRounds, type ProofRequest, type Prover } from '../prover.ts';
import type { Arena } from './arena.ts';
import { findWasmProof } from './programs.ts';
import type { Team } from './team.ts';

/** What lends its threads and memory to a proof. */
export interface ProvingTeam {
  readonly team: Team;
  readonly arena: Arena;
  readonly threads: number;
  readonly tuning: WasmTuning;
}

/** The arrays of a product whose multiplication another engine does. */
export interface ProductArrays {
  readonly buffer: ArrayBufferLike;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Does the product of a repetition in place of the team. */
export type MultiplyElsewhere = (arrays: ProductArrays) => void | Promise<void>;

/** Lays a challenge out in the arena, where a problem lay before, and proves it with the team. */
export async function proveOnTeam(
  { arena, team, threads, tuning }: ProvingTeam,
  { counts, kind: id }: ProofRequest,
  multiply?: MultiplyElsewhere,
): Promise<Prover> {
  const kind = challengeKindOf(id);
  const { dtype, kernel } = kind;
  const proof = findWasmProof(kernel, dtype);
  if (proof === undefined) throw new Error(`The wasm engine takes no challenges of ${id}.`);
  const { places: n } = counts;
  const size = kernel === 'matmul' ? { m: n, n, k: n } : { elements: n };
  const fixed = { kernel, dtype, size, seed: 1, values: 'random', copies: 1 } as const;
  const problem: WasmProofProblem = { ...fixed, threads, tuning, counts };
  const { addresses, end } = layOut(arena.base, proof.lengths(problem));
  arena.reserve(end);
  const { memory } = arena;
  await team.ask(() => ({ type: 'prepare-proof', memory, problem, addresses }), threads);
  const ask = async (step: ProofStep) => {
    await team.ask(() => ({ type: 'prove', step }), threads);
  };
  const placeOf = (round: number): RoundPlace => proof.place(problem, addresses, round);
  const treeOf = ({ leafCount, tree }: RoundPlace) =>
    new Uint32Array(memory.buffer, tree, treeWords(leafCount));
  const [c = 0, a = 0, b = 0] = addresses;
  return chainRounds(kind, counts, {
    ...(proof.fill && {
      fill: async (seed: ChallengeKey) => {
        await ask(proof.fill?.(seed) ?? { name: 'fill' });
      },
    }),
    async round(round, key) {
      for (const step of proof.steps(round, key)) {
        const { buffer } = memory;
        if (multiply === undefined || step.name !== 'multiply') await ask(step);
        else await multiply({ buffer, a, b, c: round === 0 ? c : placeOf(round).leaves });
      }
      const place = placeOf(round);
      return completeTree(treeOf(place), place.leafCount, lastTeamLevel(place.leafCount), sha256);
    },
    async leaf(round, leaf) {
      const place = placeOf(round);
      const words = new Uint32Array(memory.buffer, place.leaves + 4 * leafWords * leaf, leafWords);
      return { words: words.slice(), path: pathOf(treeOf(place), place.leafCount, leaf) };
    },
    // Wasm memory cannot be given back: the next problem takes this one's place.
    async dispose() {},
  });
}
