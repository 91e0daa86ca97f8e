const steps = [
  { below: 999.5e-9, factor: 1e9, unit: 'ns' },
  { below: 999.5e-6, factor: 1e6, unit: 'µs' },
  { below: 999.5e-3, factor: 1e3, unit: 'ms' },
  { below: 59.95, factor: 1, unit: 's' },
] as const;

/**
 * Format a duration with three significant digits, from a minute on as minutes and seconds or more.
 * @param seconds a finite duration, >= 0
 * @example formatSeconds(0.00123) // 1.23 ms
 * @example formatSeconds(200) // 3 min 20 s
 */
export function formatSeconds(seconds: number): string {
  if (seconds === 0) return '0 s';
  for (const { below, factor, unit } of steps) {
    if (seconds < below) return `${Number((seconds * factor).toPrecision(3))} ${unit}`;
  }
  const whole = Math.round(seconds);
  if (whole < 3600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(seconds / 3600);
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
