import {
  type ChallengeMatmul,
  challengeB,
  challengeRowsOfA,
  challengeSigns,
  writeSignedRows,
} from '@ridgeline/kernels/verification/challenge-matmul';
import { digestRows } from '@ridgeline/kernels/verification/row-digest';

/** The three matrices of an n × n × n product where JavaScript can reach them, and the product itself. */
export interface HostMatmul {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly c: Float32Array;
  /** C = A · B. */
  multiply(): void;
}

/** Every row's digest of a challenge, for programs whose arrays lie in memory of the host. */
export function proveOnHost(
  { a, b, c, multiply }: HostMatmul,
  challenge: ChallengeMatmul,
): Uint32Array {
  const { repetitions, rows: n } = challenge;
  const digests = new Uint32Array(2 * n * repetitions);
  const rowsOfA = challengeRowsOfA(challenge, 0, n);
  b.set(challengeB(challenge));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    writeSignedRows(a, rowsOfA, challengeSigns(challenge, repetition));
    multiply();
    digests.set(digestRows(c, n), 2 * n * repetition);
  }
  return digests;
}
