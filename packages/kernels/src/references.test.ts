import { describe, expect, it } from 'vitest';
import { inputSeed, inputValue } from './input-values.ts';
import type { ProblemSize } from './kernel-spec.ts';
import { matmulSpec } from './matmul/spec.ts';
import { weightValue } from './matvec/weights.ts';
import { readPartialSums } from './read/partial-sums.ts';
import { referenceOf } from './references.ts';
import { chainEnd, chainStart } from './serial-branch/chain.ts';

const seed = 20_261_122;
const values = 'random';
const input = (position: number, i: number) => inputValue(inputSeed(seed, position), i, values);

/** Plain answers, written apart from the references, in f64 and stored as f32. */
const answers: Record<string, (size: Record<string, number>, dtype: string) => number[]> = {
  read: ({ elements = 0 }) => {
    let sum = 0;
    for (let i = 0; i < elements; i++) sum += input(0, i);
    return [sum, ...Array.from({ length: readPartialSums - 1 }, () => 0)];
  },
  copy: ({ elements = 0 }) => Array.from({ length: elements }, (_, i) => input(0, i)),
  scale: ({ elements = 0 }) => Array.from({ length: elements }, (_, i) => 3 * input(0, i)),
  dispatch: ({ elements = 0 }) => Array.from({ length: elements }, (_, i) => 3 * input(0, i)),
  'transfer-to-device': ({ elements = 0 }) =>
    Array.from({ length: elements }, (_, i) => input(0, i)),
  'transfer-to-host': ({ elements = 0 }) => Array.from({ length: elements }, (_, i) => input(0, i)),
  add: ({ elements = 0 }) => Array.from({ length: elements }, (_, i) => input(0, i) + input(1, i)),
  triad: ({ elements = 0 }) =>
    Array.from({ length: elements }, (_, i) => input(0, i) + 3 * input(1, i)),
  matmul: ({ m = 0, n = 0, k = 0 }) =>
    Array.from({ length: m * n }, (_, index) => {
      let sum = 0;
      for (let p = 0; p < k; p++) {
        sum += input(0, Math.floor(index / n) * k + p) * input(1, p * n + (index % n));
      }
      return sum;
    }),
  matvec: ({ n = 0, k = 0 }, dtype) =>
    Array.from({ length: n }, (_, row) => {
      let sum = 0;
      for (let p = 0; p < k; p++) {
        sum += weightValue(inputSeed(seed, 0), row * k + p, dtype, values) * input(1, p);
      }
      return sum;
    }),
  'serial-branch': ({ steps = 0 }) => [chainEnd(chainStart(seed), steps)],
};

const cases: [kernel: string, dtype: string, size: ProblemSize][] = [
  ['read', 'f32', { elements: 70_001 }],
  ['copy', 'f32', { elements: 1003 }],
  ['scale', 'f32', { elements: 70_001 }],
  ['add', 'f32', { elements: 1003 }],
  ['triad', 'f32', { elements: 1003 }],
  ['dispatch', 'f32', { elements: 64 }],
  ['transfer-to-device', 'f32', { elements: 1003 }],
  ['transfer-to-host', 'f32', { elements: 1003 }],
  ['matmul', 'f32', { m: 5, n: 7, k: 11 }],
  ['matvec', 'f32', { n: 33, k: 96 }],
  ['matvec', 'f16', { n: 33, k: 96 }],
  ['matvec', 'q8_0', { n: 33, k: 96 }],
  ['matvec', 'q4_0', { n: 33, k: 96 }],
  ['serial-branch', 'i32', { steps: 1001 }],
];

describe.each(cases)('the reference of %s in %s', (kernel, dtype, size) => {
  const right = Float64Array.from(answers[kernel]?.(size, dtype) ?? [], (value) =>
    dtype === 'i32' ? value : Math.fround(value),
  );
  const verify = (answer: ArrayLike<number>) =>
    referenceOf(kernel).verify({
      dtype,
      size,
      seed,
      values,
      read: async (from, count) => Array.from(answer).slice(from, from + count),
    });

  it('accepts the right answer', async () => {
    expect(await verify(right)).toBeLessThan(2e-7);
  });

  it('refuses one element that is off, missing or not a number', async () => {
    const tolerance = 1e-4;
    for (const wrong of [right[0] === undefined ? 1 : right[0] * 1.5 + 1, Number.NaN]) {
      expect(await verify(right.with(0, wrong))).toBeGreaterThan(tolerance);
    }
    expect(await verify(right.slice(0, -1))).toBeGreaterThan(tolerance);
  });
});

it('notices one wrong element in the first row of a matrix too large to check whole', async () => {
  const size = { m: 64, n: 1024, k: 1024 };
  const zeros = new Float32Array(size.m * size.n);
  const error = await referenceOf('matmul').verify({
    dtype: 'f32',
    size,
    seed,
    values,
    read: async (from, count) => zeros.subarray(from, from + count),
  });
  expect(error).toBeGreaterThan(matmulSpec.tolerance('f32', size));
});
