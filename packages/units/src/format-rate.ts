/** Units of the rates that the product shows. */
export type RateUnit = 'B/s' | 'FLOP/s' | 'OP/s' | 'tokens/s';

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/**
 * Format a rate with SI prefixes and three significant digits; token rates take no prefix.
 * @param perSecond a finite rate, >= 0
 * @example formatRate(936e9, 'B/s') // 936 GB/s
 * @example formatRate(29.8e12, 'FLOP/s') // 29.8 TFLOP/s
 * @example formatRate(42, 'tokens/s') // 42 tokens/s
 */
export function formatRate(perSecond: number, unit: RateUnit): string {
  if (unit === 'tokens/s') return `${formatCount(perSecond)} tokens/s`;
  let value = perSecond;
  let index = 0;
  while (value >= 999.5 && index < prefixes.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${threeDigits(value)} ${prefixes[index]}${unit}`;
}

/** Three significant digits; whole numbers above 1000 are grouped: `12,300`. */
function formatCount(value: number): string {
  if (value < 999.5) return threeDigits(value);
  const digits = String(Math.round(Number(value.toPrecision(3))));
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
