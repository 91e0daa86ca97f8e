import { inputByte } from '../byte-values.ts';
import { halfValue, inputHalfBits } from '../half-values.ts';
import { hash32, inputPeriod, inputSeed, inputValue } from '../input-values.ts';
import type { KernelReference, VerificationRequest } from '../kernel-reference.ts';
import { dimension } from '../kernel-spec.ts';
import { relativeError } from '../relative-error.ts';

/** Multiply-adds that one verification may cost: a tenth of a second of plain JavaScript. */
const referenceWork = 2 ** 23;

/** Rows of C computed exactly in f64: all of a small C, the first, the last and seeded ones of a large. */
export const matmulReference: KernelReference = {
  kernel: 'matmul',
  inputs: (size) => [
    { name: 'a', elements: dimension(size, 'm') * dimension(size, 'k') },
    { name: 'b', elements: dimension(size, 'k') * dimension(size, 'n') },
  ],
  async verify(request) {
    const n = dimension(request.size, 'n');
    const b = valueTable(request, 1);
    const a = valueTable(request, 0);
    let worst = 0;
    for (const row of checkedRows(request)) {
      const got = await request.read(row * n, n);
      worst = Math.max(worst, relativeError(got, exactRow(request, a, b, row)));
    }
    return worst;
  },
};

function exactRow(
  { size }: VerificationRequest,
  a: Float64Array,
  b: Float64Array,
  row: number,
): Float64Array {
  const n = dimension(size, 'n');
  const k = dimension(size, 'k');
  const sums = new Float64Array(n);
  for (let p = 0; p < k; p++) {
    const factor = a[(row * k + p) % inputPeriod] ?? Number.NaN;
    let index = (p * n) % inputPeriod;
    for (let column = 0; column < n; column++) {
      sums[column] = (sums[column] ?? 0) + factor * (b[index] ?? Number.NaN);
      index = index + 1 === inputPeriod ? 0 : index + 1;
    }
  }
  return sums;
}

function checkedRows({ size, seed }: VerificationRequest): Set<number> {
  const m = dimension(size, 'm');
  const affordable = Math.floor(referenceWork / (dimension(size, 'n') * dimension(size, 'k')));
  const count = Math.min(m, Math.max(2, affordable));
  if (count === m) return new Set(Array.from({ length: m }, (_, row) => row));
  const rows = new Set([0, m - 1]);
  for (let i = 0; rows.size < count; i++) rows.add(hash32(seed, i) % m);
  return rows;
}

function valueTable({ seed, values, dtype }: VerificationRequest, position: number): Float64Array {
  const inputs = inputSeed(seed, position);
  const valueAt = (i: number): number => {
    switch (dtype) {
      case 'f16':
      case 'f16-sums':
        return halfValue(inputHalfBits(inputs, i, values));
      case 'int8':
        return inputByte(inputs, i, position, values);
      default:
        return inputValue(inputs, i, values);
    }
  };
  return Float64Array.from({ length: inputPeriod }, (_, i) => valueAt(i));
}
