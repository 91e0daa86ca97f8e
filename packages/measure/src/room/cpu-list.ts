/** Longest list that is read: Linux counts no further than 8192 processors. */
const maximumCpus = 8192;

/**
 * Processors of a list as Linux writes it.
 * @example parseCpuList('0-3,8\n') // [0, 1, 2, 3, 8]
 */
export function parseCpuList(text: string): number[] {
  const found = text
    .trim()
    .split(',')
    .flatMap((range) => {
      const match = /^(\d+)(?:-(\d+))?$/.exec(range.trim());
      if (match === null) return [];
      const from = Number(match[1]);
      const to = Math.min(Number(match[2] ?? from), from + maximumCpus);
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    });
  return [...new Set(found)].sort((a, b) => a - b);
}
