/**
 * Frobenius norm of the difference over that of the right answer; `Infinity` when the answer holds a
 * NaN or is too short, so that it can never pass a tolerance.
 */
export function relativeError(got: ArrayLike<number>, want: ArrayLike<number>): number {
  if (got.length < want.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < want.length; i++) {
    const right = want[i] ?? Number.NaN;
    const wrong = (got[i] ?? Number.NaN) - right;
    difference += wrong * wrong;
    norm += right * right;
  }
  if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
  if (difference === 0) return 0;
  return norm === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(difference / norm);
}
