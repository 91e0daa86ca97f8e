import { fma } from './fma';

// Every kernel works on one thread's part of the arrays, as two streams, half the part each: more
// prefetchers run than with one (5 % on triad from memory, two Zen 4 cores). `count` is in elements.
// Loads and stores come in adjacent pairs, which V8 may join into 256-bit operations; stores are
// ordinary ones. The elements that do not fill two vectors in both halves are done one by one.

/** Bytes of one of the two streams. */
function halfOf(count: i32): usize {
  return (<usize>((count >> 1) & ~7)) << 2;
}

/** b = a. */
export function copy(b: usize, a: usize, count: i32): void {
  const half = halfOf(count);
  const b1 = b + half;
  const a1 = a + half;
  for (let i: usize = 0; i < half; i += 32) {
    const v0 = v128.load(a + i);
    const v1 = v128.load(a + i, 16);
    const v2 = v128.load(a1 + i);
    const v3 = v128.load(a1 + i, 16);
    v128.store(b + i, v0);
    v128.store(b + i, v1, 16);
    v128.store(b1 + i, v2);
    v128.store(b1 + i, v3, 16);
  }
  for (let i = half << 1, end = (<usize>count) << 2; i < end; i += 4) {
    f32.store(b + i, f32.load(a + i));
  }
}

/** b = 3a. */
export function scale(b: usize, a: usize, count: i32): void {
  const half = halfOf(count);
  const three = f32x4.splat(3);
  const b1 = b + half;
  const a1 = a + half;
  for (let i: usize = 0; i < half; i += 32) {
    const v0 = f32x4.mul(v128.load(a + i), three);
    const v1 = f32x4.mul(v128.load(a + i, 16), three);
    const v2 = f32x4.mul(v128.load(a1 + i), three);
    const v3 = f32x4.mul(v128.load(a1 + i, 16), three);
    v128.store(b + i, v0);
    v128.store(b + i, v1, 16);
    v128.store(b1 + i, v2);
    v128.store(b1 + i, v3, 16);
  }
  for (let i = half << 1, end = (<usize>count) << 2; i < end; i += 4) {
    f32.store(b + i, 3 * f32.load(a + i));
  }
}

/** c = a + b. */
export function add(c: usize, a: usize, b: usize, count: i32): void {
  const half = halfOf(count);
  const c1 = c + half;
  const a1 = a + half;
  const b1 = b + half;
  for (let i: usize = 0; i < half; i += 32) {
    const v0 = f32x4.add(v128.load(a + i), v128.load(b + i));
    const v1 = f32x4.add(v128.load(a + i, 16), v128.load(b + i, 16));
    const v2 = f32x4.add(v128.load(a1 + i), v128.load(b1 + i));
    const v3 = f32x4.add(v128.load(a1 + i, 16), v128.load(b1 + i, 16));
    v128.store(c + i, v0);
    v128.store(c + i, v1, 16);
    v128.store(c1 + i, v2);
    v128.store(c1 + i, v3, 16);
  }
  for (let i = half << 1, end = (<usize>count) << 2; i < end; i += 4) {
    f32.store(c + i, f32.load(a + i) + f32.load(b + i));
  }
}

/** a = b + 3c. */
export function triad(a: usize, b: usize, c: usize, count: i32): void {
  const half = halfOf(count);
  const three = f32x4.splat(3);
  const a1 = a + half;
  const b1 = b + half;
  const c1 = c + half;
  for (let i: usize = 0; i < half; i += 32) {
    const v0 = fma(v128.load(c + i), three, v128.load(b + i));
    const v1 = fma(v128.load(c + i, 16), three, v128.load(b + i, 16));
    const v2 = fma(v128.load(c1 + i), three, v128.load(b1 + i));
    const v3 = fma(v128.load(c1 + i, 16), three, v128.load(b1 + i, 16));
    v128.store(a + i, v0);
    v128.store(a + i, v1, 16);
    v128.store(a1 + i, v2);
    v128.store(a1 + i, v3, 16);
  }
  for (let i = half << 1, end = (<usize>count) << 2; i < end; i += 4) {
    f32.store(a + i, f32.load(b + i) + 3 * f32.load(c + i));
  }
}

/**
 * Sums `count` elements in eight running sums of four lanes, stored one after the other at `sums`
 * (32 floats). The part is read as four streams, a quarter each, so that four prefetchers run.
 */
export function read(sums: usize, a: usize, count: i32): void {
  const quarter = (<usize>((count >> 2) & ~7)) << 2;
  const b = a + quarter;
  const c = b + quarter;
  const d = c + quarter;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  for (let i: usize = 0; i < quarter; i += 32) {
    s0 = f32x4.add(s0, v128.load(a + i));
    s1 = f32x4.add(s1, v128.load(a + i, 16));
    s2 = f32x4.add(s2, v128.load(b + i));
    s3 = f32x4.add(s3, v128.load(b + i, 16));
    s4 = f32x4.add(s4, v128.load(c + i));
    s5 = f32x4.add(s5, v128.load(c + i, 16));
    s6 = f32x4.add(s6, v128.load(d + i));
    s7 = f32x4.add(s7, v128.load(d + i, 16));
  }
  let rest: f32 = 0;
  for (let i = quarter << 2, last = (<usize>count) << 2; i < last; i += 4) rest += f32.load(a + i);
  v128.store(sums, f32x4.add(s0, f32x4.replace_lane(f32x4.splat(0), 0, rest)));
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
}
