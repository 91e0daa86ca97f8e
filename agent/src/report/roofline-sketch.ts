import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak } from '@ridgeline/evaluation/peaks';
import { formatRate } from '@ridgeline/units/format-rate';

const height = 11;
const labelWidth = 13;

/** Flops per byte from 1/8 to 512. */
const lowestExponent = -3;
const highestExponent = 9;

/**
 * Draw the roofline of a software path in characters: attainable rate over arithmetic intensity, both
 * on logarithmic axes, with decode and prefill of a Q4 model marked on it. Empty when a side is missing.
 * @param columns width of the terminal, at least 40
 */
export function rooflineSketch({ peaks }: EvaluatedPath, columns: number): string[] {
  const bandwidth = findPeak(peaks, 'bandwidth')?.value;
  const compute = findPeak(peaks, 'compute-f32')?.value;
  if (bandwidth === undefined || compute === undefined) return [];
  const width = Math.min(64, Math.max(24, columns - labelWidth - 4));
  const exponentAt = (x: number): number =>
    lowestExponent + ((highestExponent - lowestExponent) * x) / (width - 1);
  const attainable = (x: number): number => Math.min(compute, 2 ** exponentAt(x) * bandwidth);
  const low = Math.log2(attainable(0));
  const high = Math.log2(compute);
  const rowOf = (rate: number): number =>
    high === low ? 0 : Math.round(((high - Math.log2(rate)) / (high - low)) * (height - 2)) + 1;
  const grid = Array.from({ length: height }, () => Array<string>(width).fill(' '));
  const put = (x: number, row: number, mark: string): void => {
    const line = grid[row];
    if (line !== undefined && x >= 0 && x < width) line[x] = mark;
  };
  const ridge = Math.log2(compute / bandwidth);
  for (let x = 0; x < width; x += 1) {
    put(x, rowOf(attainable(x)), exponentAt(x) < ridge ? '╱' : '─');
  }
  const columnOf = (exponent: number): number =>
    Math.round(((exponent - lowestExponent) / (highestExponent - lowestExponent)) * (width - 1));
  // A token of decode does 2 flops for each weight of about half a byte; a prompt of 512 tokens 512 times that.
  const decode = columnOf(2);
  put(decode, rowOf(attainable(decode)), 'D');
  put(width - 1, rowOf(attainable(width - 1)), 'P');
  const labels = new Map([
    [rowOf(compute), formatRate(compute, 'FLOP/s')],
    [height - 1, formatRate(attainable(0), 'FLOP/s')],
  ]);
  const rows = grid.map((line, row) =>
    `${(labels.get(row) ?? '').padStart(labelWidth)} ┤${line.join('')}`.trimEnd(),
  );
  const ridgeColumn = Math.min(width - 1, Math.max(0, columnOf(ridge)));
  const axis = `${' '.repeat(labelWidth)} └${'─'.repeat(ridgeColumn)}┴${'─'.repeat(width - ridgeColumn - 1)}`;
  const ridgeText = `ridge ${(compute / bandwidth).toFixed(1)} flop/byte`;
  const offset = Math.max(
    0,
    Math.min(width - ridgeText.length, ridgeColumn - ridgeText.length + 1),
  );
  const legend = 'memory-bound ◀  D decode   P prefill  ▶ compute-bound';
  return [
    ...rows.slice(1),
    axis,
    `${' '.repeat(labelWidth + 2)}${' '.repeat(offset)}${ridgeText}`,
    `${' '.repeat(labelWidth + 2)}${legend.length <= width ? legend : 'D decode   P prefill'}`,
  ];
}
