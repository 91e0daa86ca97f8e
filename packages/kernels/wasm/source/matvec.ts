import { fma } from './fma';

/** Sum of eight lanes; they are stored as a pair first, which is what V8 looks for to join pairs. */
function pairSum(y: usize, a: v128, b: v128): f32 {
  v128.store(y, a);
  v128.store(y, b, 16);
  return (
    f32.load(y) +
    f32.load(y, 4) +
    (f32.load(y, 8) + f32.load(y, 12)) +
    (f32.load(y, 16) + f32.load(y, 20) + (f32.load(y, 24) + f32.load(y, 28)))
  );
}

/**
 * y[0 … rows) = W · x in f32, row-major; four rows at a time, so four streams of weights and one of x.
 * `rows` is a multiple of 4, `k` of 8; 32 bytes past the end of y are scratch.
 */
export function matvecF32(y: usize, w: usize, x: usize, rows: i32, k: i32): void {
  const stride = (<usize>k) << 2;
  for (; rows > 0; rows -= 4, w += stride << 2, y += 16) {
    const w1 = w + stride;
    const w2 = w1 + stride;
    const w3 = w2 + stride;
    let s0 = f32x4.splat(0);
    let t0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let t1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let t2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let t3 = f32x4.splat(0);
    for (let p: usize = 0; p < stride; p += 32) {
      const x0 = v128.load(x + p);
      const x1 = v128.load(x + p, 16);
      s0 = fma(v128.load(w + p), x0, s0);
      t0 = fma(v128.load(w + p, 16), x1, t0);
      s1 = fma(v128.load(w1 + p), x0, s1);
      t1 = fma(v128.load(w1 + p, 16), x1, t1);
      s2 = fma(v128.load(w2 + p), x0, s2);
      t2 = fma(v128.load(w2 + p, 16), x1, t2);
      s3 = fma(v128.load(w3 + p), x0, s3);
      t3 = fma(v128.load(w3 + p, 16), x1, t3);
    }
    const y0 = pairSum(y, s0, t0);
    const y1 = pairSum(y, s1, t1);
    const y2 = pairSum(y, s2, t2);
    const y3 = pairSum(y, s3, t3);
    f32.store(y, y0);
    f32.store(y, y1, 4);
    f32.store(y, y2, 8);
    f32.store(y, y3, 12);
  }
}

/** Halves in the even places of eight, as f32 that are 2^-112 of their value (see matvecF16). */
function evenHalves(v: v128, mask: v128): v128 {
  return v128.and(i32x4.shr_s(i32x4.shl(v, 16), 3), mask);
}

function oddHalves(v: v128, mask: v128): v128 {
  return v128.and(i32x4.shr_s(v, 3), mask);
}

/**
 * y[0 … rows) = W · x with W in f16, row-major. A half becomes an f32 with f16's exponent bias, which
 * takes two or three operations; `x` is 2^112 too large instead, and stored for each 16 elements as
 * 0 2 … 14, 1 3 … 15. f16 subnormals are exact; infinities and NaN do not occur in weights. `halfMask`
 * is 0x8fffe000, given by the caller because V8 would make a constant anew at each use. One row at a
 * time: two rows of 8 KiB side by side ran at half the speed from memory. `k` is a multiple of 32; 32
 * bytes past the end of y are scratch.
 */
export function matvecF16(y: usize, w: usize, x: usize, rows: i32, k: i32, halfMask: i32): void {
  const mask = i32x4.splat(halfMask);
  const stride = (<usize>k) << 1;
  for (; rows > 0; rows--, w += stride, y += 4) {
    let even0 = f32x4.splat(0);
    let even1 = f32x4.splat(0);
    let even2 = f32x4.splat(0);
    let even3 = f32x4.splat(0);
    let odd0 = f32x4.splat(0);
    let odd1 = f32x4.splat(0);
    let odd2 = f32x4.splat(0);
    let odd3 = f32x4.splat(0);
    for (let p: usize = 0; p < stride; p += 64) {
      const at = x + (p << 1);
      const a = v128.load(w + p);
      const b = v128.load(w + p, 16);
      const c = v128.load(w + p, 32);
      const d = v128.load(w + p, 48);
      even0 = fma(evenHalves(a, mask), v128.load(at), even0);
      even1 = fma(evenHalves(b, mask), v128.load(at, 16), even1);
      even2 = fma(evenHalves(c, mask), v128.load(at, 64), even2);
      even3 = fma(evenHalves(d, mask), v128.load(at, 80), even3);
      odd0 = fma(oddHalves(a, mask), v128.load(at, 32), odd0);
      odd1 = fma(oddHalves(b, mask), v128.load(at, 48), odd1);
      odd2 = fma(oddHalves(c, mask), v128.load(at, 96), odd2);
      odd3 = fma(oddHalves(d, mask), v128.load(at, 112), odd3);
    }
    const low = f32x4.add(f32x4.add(even0, odd0), f32x4.add(even2, odd2));
    const high = f32x4.add(f32x4.add(even1, odd1), f32x4.add(even3, odd3));
    f32.store(y, pairSum(y, low, high));
  }
}
