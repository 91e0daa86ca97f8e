import { type ChallengeSeed, challengeWord } from './challenge-seed.ts';

/**
 * The product that a challenge asks for. In repetition r, C = A · D_r · B: A and B are integers in
 * [-8, 7] and D_r is a diagonal of signs, all drawn from the seed. With n ≤ 4096 every partial sum is
 * below 2^24, so f32 accumulation is exact in any order, with or without fused multiply-add, and
 * every honest device gets identical bits. The signs make each repetition a product of its own: no
 * shortcut leads from one to the next, as there would be for shifted or permuted inputs.
 */
export interface ChallengeMatmul {
  readonly seed: ChallengeSeed;
  /** Rows, and columns, of the three matrices: the n of the definition. */
  readonly rows: number;
  readonly repetitions: number;
}

/** Eight entries of four bits come from each word. */
function fillIntegers(
  target: Int8Array,
  seed: ChallengeSeed,
  lane: number,
  from: number,
): Int8Array {
  for (let index = 0; index < target.length; ) {
    const position = from + index;
    const bits = challengeWord(seed, lane, position >>> 3);
    for (let nibble = position & 7; nibble < 8 && index < target.length; nibble++, index++) {
      target[index] = ((bits >>> (4 * nibble)) & 15) - 8;
    }
  }
  return target;
}

/** Rows `from` … `from + count - 1` of A, row-major. */
export function challengeRowsOfA(
  challenge: ChallengeMatmul,
  from: number,
  count: number,
): Int8Array {
  return fillIntegers(
    new Int8Array(count * challenge.rows),
    challenge.seed,
    0xa,
    from * challenge.rows,
  );
}

/** Rows `from` … `from + count - 1` of B, row-major. */
export function challengeRowsOfB(
  challenge: ChallengeMatmul,
  from: number,
  count: number,
): Int8Array {
  return fillIntegers(
    new Int8Array(count * challenge.rows),
    challenge.seed,
    0xb,
    from * challenge.rows,
  );
}

/** B, row-major. */
export function challengeB(challenge: ChallengeMatmul): Int8Array {
  return challengeRowsOfB(challenge, 0, challenge.rows);
}

/** Some rows of A · D_r, from the same rows of A. */
export function writeSignedRows(target: Float32Array, rows: Int8Array, signs: Int8Array): void {
  const n = signs.length;
  for (let from = 0; from < rows.length; from += n) {
    for (let k = 0; k < n; k++)
      target[from + k] = (rows[from + k] as number) * (signs[k] as number);
  }
}

/** Diagonal of D_r: +1 or -1 for each row of B. */
export function challengeSigns(challenge: ChallengeMatmul, repetition: number): Int8Array {
  const { rows: n, seed } = challenge;
  const words = Math.ceil(n / 32);
  const signs = new Int8Array(n);
  for (let index = 0; index < n; index++) {
    const bits = challengeWord(seed, 0xd, repetition * words + (index >>> 5));
    signs[index] = (bits >>> (index & 31)) & 1 ? 1 : -1;
  }
  return signs;
}

/**
 * One row of C in one repetition, exactly, in n² steps.
 * @param b what {@link challengeB} gives, made once for many rows
 */
export function challengeRow(
  challenge: ChallengeMatmul,
  b: Int8Array,
  repetition: number,
  row: number,
): Int32Array {
  const { rows: n } = challenge;
  const a = challengeRowsOfA(challenge, row, 1);
  const signs = challengeSigns(challenge, repetition);
  const result = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    const factor = (a[k] ?? 0) * (signs[k] ?? 0);
    const offset = k * n;
    for (let j = 0; j < n; j++) result[j] = (result[j] ?? 0) + factor * (b[offset + j] ?? 0);
  }
  return result;
}

/** Operations of the whole challenge; 1 FMA = 2 flops. */
export function challengeFlops({ repetitions, rows }: Omit<ChallengeMatmul, 'seed'>): number {
  return repetitions * 2 * rows ** 3;
}
