import { fma } from './fma';

// Weights of eight rows lie interleaved, as LLM runtimes repack them when they load a model: a group
// holds block b of eight rows in as many bytes as GGUF's blocks take (8 × 34 for q8_0, 8 × 18 for q4_0).
//   scales: 8 f16, one a row
//   q8_0:   for each pair of weights, 8 rows × 2 signed bytes
//   q4_0:   for each 8 weights, 8 rows × 4 bytes; byte t has weight t in its low nibble, t + 4 in its
//           high one, each plus 8
// A lane of an accumulator is then a row: nothing is added across lanes, and rows 0-3 and 4-7 are a
// pair that V8 may join into one 256-bit operation.
// x comes in blocks of 72 bytes: 32 i16 codes in the order of use, their f32 scale times 2^112, and
// -8 times the sum of the codes as i32. Products of integers are exact.

/** Bytes of one block of x. */
const xBytes: usize = 72;

/**
 * Four f16 as f32 that are 2^-112 of their value: the exponent keeps f16's bias, which takes three
 * operations, and x is 2^112 too large instead. `mask` is 0x8fffe000 in every lane, given by the
 * caller because V8 would make a constant anew at each use.
 */
function tinyFloats(halves: v128, mask: v128): v128 {
  return v128.and(i32x4.shr_s(i32x4.shl(halves, 16), 3), mask);
}

/** y[0 … 8 × groups) = W · x with W in q8_0. */
export function matvecQ8(y: usize, w: usize, x: usize, groups: i32, k: i32, halfMask: i32): void {
  const mask = i32x4.splat(halfMask);
  const end = x + <usize>(k >> 5) * xBytes;
  for (; groups > 0; groups--, y += 32) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (let block = x; block < end; block += xBytes) {
      let lowSum = i32x4.splat(0);
      let highSum = i32x4.splat(0);
      const lowScales = v128.load16x4_u(w);
      const highScales = v128.load16x4_u(w, 8);
      w += 16;
      for (let codes = block; codes < block + 64; codes += 16, w += 64) {
        const x0 = v128.load32_splat(codes);
        const x1 = v128.load32_splat(codes, 4);
        const x2 = v128.load32_splat(codes, 8);
        const x3 = v128.load32_splat(codes, 12);
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.load8x8_s(w), x0));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 8), x0));
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 16), x1));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 24), x1));
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 32), x2));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 40), x2));
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 48), x3));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.load8x8_s(w, 56), x3));
      }
      const scale = v128.load32_splat(block, 64);
      const lowScale = f32x4.mul(tinyFloats(lowScales, mask), scale);
      const highScale = f32x4.mul(tinyFloats(highScales, mask), scale);
      low = fma(f32x4.convert_i32x4_s(lowSum), lowScale, low);
      high = fma(f32x4.convert_i32x4_s(highSum), highScale, high);
    }
    v128.store(y, low);
    v128.store(y, high, 16);
  }
}

/** y[0 … 8 × groups) = W · x with W in q4_0. `nibbleMask` is 0x000f000f, for `halfMask`'s reason. */
export function matvecQ4(
  y: usize,
  w: usize,
  x: usize,
  groups: i32,
  k: i32,
  halfMask: i32,
  nibbleMask: i32,
): void {
  const mask = i32x4.splat(halfMask);
  const nibble = i32x4.splat(nibbleMask);
  const end = x + <usize>(k >> 5) * xBytes;
  for (; groups > 0; groups--, y += 32) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (let block = x; block < end; block += xBytes) {
      let lowSum = v128.load32_splat(block, 68);
      let highSum = lowSum;
      const lowScales = v128.load16x4_u(w);
      const highScales = v128.load16x4_u(w, 8);
      w += 16;
      for (let codes = block; codes < block + 64; codes += 16, w += 32) {
        const a = v128.load(w);
        const b = v128.load(w, 16);
        const x0 = v128.load32_splat(codes);
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.and(a, nibble), x0));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.and(b, nibble), x0));
        const x1 = v128.load32_splat(codes, 4);
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(a, 8), nibble), x1));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(b, 8), nibble), x1));
        const x2 = v128.load32_splat(codes, 8);
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(a, 4), nibble), x2));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(b, 4), nibble), x2));
        const x3 = v128.load32_splat(codes, 12);
        lowSum = i32x4.add(lowSum, i32x4.dot_i16x8_s(i16x8.shr_u(a, 12), x3));
        highSum = i32x4.add(highSum, i32x4.dot_i16x8_s(i16x8.shr_u(b, 12), x3));
      }
      const scale = v128.load32_splat(block, 64);
      const lowScale = f32x4.mul(tinyFloats(lowScales, mask), scale);
      const highScale = f32x4.mul(tinyFloats(highScales, mask), scale);
      low = fma(f32x4.convert_i32x4_s(lowSum), lowScale, low);
      high = fma(f32x4.convert_i32x4_s(highSum), highScale, high);
    }
    v128.store(y, low);
    v128.store(y, high, 16);
  }
}
