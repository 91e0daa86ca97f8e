/**
 * sum + a · b in four lanes of four bytes each: a of signed bytes, b of 0 … 127, which is what makes the
 * relaxed instruction exact on every CPU (x86 without VNNI adds two products in 16 bits).
 */
export function dot4(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(a, b, sum);
  const low = i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_low_i8x16_s(a, b));
  const high = i32x4.extadd_pairwise_i16x8_s(i16x8.extmul_high_i8x16_s(a, b));
  const even = v128.shuffle<i32>(low, high, 0, 2, 4, 6);
  const odd = v128.shuffle<i32>(low, high, 1, 3, 5, 7);
  return i32x4.add(sum, i32x4.add(even, odd));
}
