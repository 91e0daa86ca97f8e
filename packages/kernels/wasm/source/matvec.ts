import { fma } from './fma';
import { lanesSum } from './lanes';

/** y[0 … rows) = W · x in f32, four rows at a time: four streams of weights, x read once for all. */
export function matvecF32(y: usize, w: usize, x: usize, rows: i32, k: i32): void {
  const stride = (<usize>k) << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4, w += stride << 2, y += 16) {
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
    f32.store(y, lanesSum(f32x4.add(s0, t0)));
    f32.store(y, lanesSum(f32x4.add(s1, t1)), 4);
    f32.store(y, lanesSum(f32x4.add(s2, t2)), 8);
    f32.store(y, lanesSum(f32x4.add(s3, t3)), 12);
  }
  for (; row < rows; row++, w += stride, y += 4) {
    let s = f32x4.splat(0);
    let t = f32x4.splat(0);
    for (let p: usize = 0; p < stride; p += 32) {
      s = fma(v128.load(w + p), v128.load(x + p), s);
      t = fma(v128.load(w + p, 16), v128.load(x + p, 16), t);
    }
    f32.store(y, lanesSum(f32x4.add(s, t)));
  }
}

/**
 * Four of eight halves as f32 that are 2^-112 of their value: the exponent is left with the bias of
 * f16, which costs three operations; the caller's x is 2^112 too large instead (f16 subnormals stay
 * exact, infinities and NaN do not occur in weights).
 */
function lowHalves(halves: v128): v128 {
  const high = v128.shuffle<i16>(i16x8.splat(0), halves, 0, 8, 1, 9, 2, 10, 3, 11);
  return v128.and(i32x4.shr_s(high, 3), i32x4.splat(0x8fffe000));
}

function highHalves(halves: v128): v128 {
  const high = v128.shuffle<i16>(i16x8.splat(0), halves, 4, 12, 5, 13, 6, 14, 7, 15);
  return v128.and(i32x4.shr_s(high, 3), i32x4.splat(0x8fffe000));
}

/** y = W · x with W in f16 and `x` already multiplied by 2^112. */
export function matvecF16(y: usize, w: usize, x: usize, rows: i32, k: i32): void {
  const stride = (<usize>k) << 1;
  let row = 0;
  for (; row + 2 <= rows; row += 2, w += stride << 1, y += 8) {
    const w1 = w + stride;
    let s0 = f32x4.splat(0);
    let t0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let t1 = f32x4.splat(0);
    for (let p: usize = 0; p < stride; p += 16) {
      const x0 = v128.load(x + (p << 1));
      const x1 = v128.load(x + (p << 1), 16);
      const a = v128.load(w + p);
      const b = v128.load(w1 + p);
      s0 = fma(lowHalves(a), x0, s0);
      t0 = fma(highHalves(a), x1, t0);
      s1 = fma(lowHalves(b), x0, s1);
      t1 = fma(highHalves(b), x1, t1);
    }
    f32.store(y, lanesSum(f32x4.add(s0, t0)));
    f32.store(y, lanesSum(f32x4.add(s1, t1)), 4);
  }
  for (; row < rows; row++, w += stride, y += 4) {
    let s = f32x4.splat(0);
    let t = f32x4.splat(0);
    for (let p: usize = 0; p < stride; p += 16) {
      const a = v128.load(w + p);
      s = fma(lowHalves(a), v128.load(x + (p << 1)), s);
      t = fma(highHalves(a), v128.load(x + (p << 1), 16), t);
    }
    f32.store(y, lanesSum(f32x4.add(s, t)));
  }
}
