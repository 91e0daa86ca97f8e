const prefixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/**
 * Format a memory size with IEC prefixes, three significant digits: `formatBytes(25769803776)` is `24 GiB`.
 * @param bytes a finite number of bytes, >= 0
 */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let index = 0;
  while (value >= 999.5 && index < prefixes.length - 1) {
    value /= 1024;
    index += 1;
  }
  const digits = value >= 100 || index === 0 ? 0 : value >= 10 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${prefixes[index]}B`;
}
