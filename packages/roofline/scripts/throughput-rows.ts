import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Columns of a file of published results; an empty cell is undefined. */
export interface ThroughputRow {
  /** Line of the file, for messages. */
  readonly line: number;
  readonly device: string;
  readonly chip: string;
  readonly vendor: string;
  readonly kind: string;
  readonly backend: string;
  readonly model: string;
  readonly quantization: string;
  readonly promptTokens?: number;
  readonly generatedTokens?: number;
  readonly prefillTokensPerSecond?: number;
  readonly decodeTokensPerSecond?: number;
  readonly bandwidthBytesPerSecond?: number;
  readonly memoryBytes?: number;
  readonly f16FlopsPerSecond?: number;
  readonly f32FlopsPerSecond?: number;
  readonly source: string;
}

const numericColumns = {
  prompt_tokens: 'promptTokens',
  generated_tokens: 'generatedTokens',
  prefill_tokens_per_second: 'prefillTokensPerSecond',
  decode_tokens_per_second: 'decodeTokensPerSecond',
  memory_bandwidth_bytes_per_second: 'bandwidthBytesPerSecond',
  memory_bytes: 'memoryBytes',
  f16_flops_per_second: 'f16FlopsPerSecond',
  f32_flops_per_second: 'f32FlopsPerSecond',
} as const;
const textColumns = [
  'device',
  'chip',
  'vendor',
  'kind',
  'backend',
  'model',
  'quantization',
] as const;
const required = [
  ...textColumns.filter((name) => name !== 'chip'),
  'prefill_tokens_per_second',
  'decode_tokens_per_second',
];

function positive(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function rowOf(cells: Readonly<Record<string, string>>, line: number): ThroughputRow {
  const text = (name: string): string => (cells[name] ?? '').trim();
  const numbers = Object.entries(numericColumns).flatMap(([column, name]) => {
    const value = positive(cells[column]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const device = text('device');
  return {
    line,
    device,
    // A file without chips is left out device by device.
    chip: (text('chip') || device).toLowerCase(),
    vendor: text('vendor'),
    kind: text('kind'),
    backend: text('backend'),
    model: text('model'),
    quantization: text('quantization'),
    source: text('source'),
    ...Object.fromEntries(numbers),
  };
}

/**
 * Read a CSV of published results; columns are found by name, further ones are ignored.
 * @throws Error that names the file and the missing columns
 */
export function readThroughputRows(path: string): ThroughputRow[] {
  let columns: string[] = [];
  const records: Record<string, string>[] = parse(readFileSync(path, 'utf8'), {
    columns: (header: string[]) => {
      columns = header.map((name) => name.trim());
      return columns;
    },
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `${path} lacks the column(s) ${missing.join(', ')}; see --help for the format.`,
    );
  }
  return records.map((cells, index) => rowOf(cells, index + 2));
}
