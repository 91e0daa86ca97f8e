import { hash32, inputSeed, inputValue } from '../input-values.ts';
import type { KernelReference, VerificationRequest } from '../kernel-reference.ts';
import { dimension } from '../kernel-spec.ts';
import { relativeError } from '../relative-error.ts';
import { weightValue } from './weights.ts';

const wholeUpTo = 128;
const checkedRanges = 8;
const rangeLength = 16;

/** Array 0 is W (see `weights.ts`), array 1 is x; y is computed exactly in f64 for sampled rows. */
export const matvecReference: KernelReference = {
  kernel: 'matvec',
  inputs: (size) => [
    { name: 'w', elements: dimension(size, 'n') * dimension(size, 'k') },
    { name: 'x', elements: dimension(size, 'k') },
  ],
  async verify(request) {
    let worst = 0;
    for (const { from, count } of ranges(request)) {
      const got = await request.read(from, count);
      const want = Array.from({ length: count }, (_, i) => exactElement(request, from + i));
      worst = Math.max(worst, relativeError(got, want));
    }
    return worst;
  },
};

function exactElement({ size, seed, dtype, values }: VerificationRequest, row: number): number {
  const k = dimension(size, 'k');
  const [w, x] = [inputSeed(seed, 0), inputSeed(seed, 1)];
  let sum = 0;
  for (let p = 0; p < k; p++) {
    sum += weightValue(w, row * k + p, dtype, values) * inputValue(x, p, values);
  }
  return sum;
}

function ranges({ size, seed }: VerificationRequest): { from: number; count: number }[] {
  const n = dimension(size, 'n');
  if (n <= wholeUpTo) return [{ from: 0, count: n }];
  const last = n - rangeLength;
  const starts = Array.from({ length: checkedRanges - 2 }, (_, i) => hash32(seed, i) % last);
  return [0, ...starts, last].map((from) => ({ from, count: rangeLength }));
}
