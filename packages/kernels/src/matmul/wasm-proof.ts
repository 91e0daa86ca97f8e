import {
  type ChallengeMatmul,
  challengeRowsOfA,
  challengeRowsOfB,
  challengeSigns,
  writeSignedRows,
} from '../verification/challenge-matmul.ts';
import { digestRows } from '../verification/row-digest.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmThread } from '../wasm-program.ts';

/** What one thread does of a challenge; the product itself is the prepared one. */
export interface ProvingThread extends WasmThread {
  readonly threads: number;
  /** C = A · B, together with the team. */
  multiply(): void;
}

/**
 * One thread's share of a challenge: it writes its rows of A and B, multiplies with the team, and
 * digests its rows of C. The digests of all threads, side by side in each repetition, are the answer.
 */
export function proveOnThread(thread: ProvingThread, challenge: ChallengeMatmul): Uint32Array {
  const { addresses, barrier, buffer, index, threads } = thread;
  const { repetitions, rows: n } = challenge;
  const { from, count } = partOf(n, 1, index, threads);
  const rowsOf = (position: number): Float32Array =>
    new Float32Array(buffer, addressOf(addresses, position) + 4 * n * from, n * count);
  const [c, a, b] = [rowsOf(0), rowsOf(1), rowsOf(2)];
  const ownRows = challengeRowsOfA(challenge, from, count);
  b.set(challengeRowsOfB(challenge, from, count));
  const digests = new Uint32Array(2 * count * repetitions);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    writeSignedRows(a, ownRows, challengeSigns(challenge, repetition));
    barrier();
    thread.multiply();
    barrier();
    digests.set(digestRows(c, n), 2 * count * repetition);
  }
  return digests;
}

/** The threads' digests in the order of rows, repetition by repetition. */
export function joinDigests(
  parts: readonly Uint32Array[],
  { repetitions, rows }: ChallengeMatmul,
): Uint32Array {
  const joined = new Uint32Array(2 * rows * repetitions);
  let at = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const part of parts) {
      const length = part.length / repetitions;
      joined.set(part.subarray(length * repetition, length * (repetition + 1)), at);
      at += length;
    }
  }
  return joined;
}
