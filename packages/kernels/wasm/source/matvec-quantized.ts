import { fma } from './fma';
import { lanesSum } from './lanes';

/** Bytes of 32 weights: an f16 scale and their codes. */
const q8Bytes: usize = 34;
const q4Bytes: usize = 18;

/**
 * The f16 scale at `block` in every lane, as f32 that is 2^-112 of its value: the exponent keeps the
 * bias of f16, which costs two operations, and the caller's scales of x are 2^112 too large instead.
 */
function blockScale(block: usize): v128 {
  return v128.and(i32x4.shr_s(v128.load16_splat(block), 3), i32x4.splat(0x8fffe000));
}

/** 32 signed bytes times 32 i16 of x, as four i32 sums. */
function q8Dot(block: usize, x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const a = i32x4.dot_i16x8_s(v128.load8x8_s(block, 2), x0);
  const b = i32x4.dot_i16x8_s(v128.load8x8_s(block, 10), x1);
  const c = i32x4.dot_i16x8_s(v128.load8x8_s(block, 18), x2);
  const d = i32x4.dot_i16x8_s(v128.load8x8_s(block, 26), x3);
  return f32x4.convert_i32x4_s(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)));
}

/**
 * y[0 … rows) = W · x with W in q8_0. `x` holds i16 codes of x in blocks of 32, `scales` the f32 scale
 * of each block times 2^112. Integer products are exact; only rounding x to 16 bits is not.
 */
export function matvecQ8(y: usize, w: usize, x: usize, scales: usize, rows: i32, k: i32): void {
  const blocks = <usize>(k >> 5);
  const stride = blocks * q8Bytes;
  let row = 0;
  for (; row + 4 <= rows; row += 4, w += stride << 2, y += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let at = w;
    let codes = x;
    for (let block: usize = 0; block < blocks; block++, at += q8Bytes, codes += 64) {
      const scale = v128.load32_splat(scales + (block << 2));
      const x0 = v128.load(codes);
      const x1 = v128.load(codes, 16);
      const x2 = v128.load(codes, 32);
      const x3 = v128.load(codes, 48);
      const at1 = at + stride;
      const at2 = at1 + stride;
      const at3 = at2 + stride;
      s0 = fma(q8Dot(at, x0, x1, x2, x3), f32x4.mul(blockScale(at), scale), s0);
      s1 = fma(q8Dot(at1, x0, x1, x2, x3), f32x4.mul(blockScale(at1), scale), s1);
      s2 = fma(q8Dot(at2, x0, x1, x2, x3), f32x4.mul(blockScale(at2), scale), s2);
      s3 = fma(q8Dot(at3, x0, x1, x2, x3), f32x4.mul(blockScale(at3), scale), s3);
    }
    f32.store(y, lanesSum(s0));
    f32.store(y, lanesSum(s1), 4);
    f32.store(y, lanesSum(s2), 8);
    f32.store(y, lanesSum(s3), 12);
  }
  for (; row < rows; row++, w += stride, y += 4) {
    let s = f32x4.splat(0);
    for (let block: usize = 0; block < blocks; block++) {
      const at = w + block * q8Bytes;
      const codes = x + (block << 6);
      const scale = f32x4.mul(blockScale(at), v128.load32_splat(scales + (block << 2)));
      const x0 = v128.load(codes);
      const x1 = v128.load(codes, 16);
      s = fma(q8Dot(at, x0, x1, v128.load(codes, 32), v128.load(codes, 48)), scale, s);
    }
    f32.store(y, lanesSum(s));
  }
}

/**
 * 32 nibbles times 32 i16 of x. A nibble stays in the 16-bit lane it is in, so lane i of the four
 * vectors holds weights 2i, 16 + 2i, 2i + 1 and 17 + 2i: x is stored in that order. Nibbles are the
 * weight plus 8; `offset` holds -8 times the sum of the block's x.
 */
function q4Dot(block: usize, x0: v128, x1: v128, x2: v128, x3: v128, offset: v128): v128 {
  const nibble = i16x8.splat(15);
  const pairs = v128.load(block, 2);
  const a = i32x4.dot_i16x8_s(v128.and(pairs, nibble), x0);
  const b = i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(pairs, 4), nibble), x1);
  const c = i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(pairs, 8), nibble), x2);
  const d = i32x4.dot_i16x8_s(i16x8.shr_u(pairs, 12), x3);
  return f32x4.convert_i32x4_s(
    i32x4.add(i32x4.add(i32x4.add(a, b), offset), i32x4.add(c, d)),
  );
}

/**
 * y[0 … rows) = W · x with W in q4_0. Per block of 32, `x` holds 32 i16 codes of x in the order of
 * q4Dot and four i32 that add up to -8 times their sum; `scales` as in matvecQ8.
 */
export function matvecQ4(y: usize, w: usize, x: usize, scales: usize, rows: i32, k: i32): void {
  const blocks = <usize>(k >> 5);
  const stride = blocks * q4Bytes;
  let row = 0;
  for (; row + 4 <= rows; row += 4, w += stride << 2, y += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let at = w;
    let codes = x;
    for (let block: usize = 0; block < blocks; block++, at += q4Bytes, codes += 80) {
      const scale = v128.load32_splat(scales + (block << 2));
      const x0 = v128.load(codes);
      const x1 = v128.load(codes, 16);
      const x2 = v128.load(codes, 32);
      const x3 = v128.load(codes, 48);
      const offset = v128.load(codes, 64);
      const at1 = at + stride;
      const at2 = at1 + stride;
      const at3 = at2 + stride;
      s0 = fma(q4Dot(at, x0, x1, x2, x3, offset), f32x4.mul(blockScale(at), scale), s0);
      s1 = fma(q4Dot(at1, x0, x1, x2, x3, offset), f32x4.mul(blockScale(at1), scale), s1);
      s2 = fma(q4Dot(at2, x0, x1, x2, x3, offset), f32x4.mul(blockScale(at2), scale), s2);
      s3 = fma(q4Dot(at3, x0, x1, x2, x3, offset), f32x4.mul(blockScale(at3), scale), s3);
    }
    f32.store(y, lanesSum(s0));
    f32.store(y, lanesSum(s1), 4);
    f32.store(y, lanesSum(s2), 8);
    f32.store(y, lanesSum(s3), 12);
  }
  for (; row < rows; row++, w += stride, y += 4) {
    let s = f32x4.splat(0);
    for (let block: usize = 0; block < blocks; block++) {
      const at = w + block * q4Bytes;
      const codes = x + block * 80;
      const scale = f32x4.mul(blockScale(at), v128.load32_splat(scales + (block << 2)));
      const x0 = v128.load(codes);
      const x1 = v128.load(codes, 16);
      const x2 = v128.load(codes, 32);
      const x3 = v128.load(codes, 48);
      s = fma(q4Dot(at, x0, x1, x2, x3, v128.load(codes, 64)), scale, s);
    }
    f32.store(y, lanesSum(s));
  }
}
