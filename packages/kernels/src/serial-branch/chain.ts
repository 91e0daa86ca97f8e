import { hash32 } from '../input-values.ts';

/** Operations of one step as declared: a test, a multiply or a shift, a xor or an add. */
export const operationsPerStep = 4;

/** First state of the chain of `seed`. */
export function chainStart(seed: number): number {
  return hash32(seed, 0);
}

/**
 * `steps` steps of the chain on an unsigned 32-bit state: each step's branch hangs on a bit of the
 * previous step's result that no predictor can learn, so nothing can run ahead or in parallel.
 */
export function chainEnd(start: number, steps: number): number {
  let x = start | 0;
  for (let i = 0; i < steps; i++) {
    if (x & 0x8000) x = (Math.imul(x, 0x0019660d) + 0x3c6ef35f) | 0;
    else x = ((x ^ (x >>> 13)) + 0x9e3779b9) | 0;
  }
  return x >>> 0;
}
