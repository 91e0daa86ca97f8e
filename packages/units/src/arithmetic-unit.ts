/** Unit of arithmetic in a number format: products of whole numbers (`int8`, `i32`) are no flops. */
export function arithmeticUnit(dtype: string): 'FLOP/s' | 'OP/s' {
  return dtype.startsWith('i') ? 'OP/s' : 'FLOP/s';
}
