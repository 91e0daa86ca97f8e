import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';

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
  /** Columns whose cell holds something that is no such figure, with the cell. */
  readonly unreadable: ReadonlyMap<string, string>;
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

/** Smallest and largest figures of each unit that any device or test can have. */
const plausible: Readonly<Record<string, readonly [number, number]>> = {
  tokens: [1, 1e7],
  tokens_per_second: [1e-3, 1e7],
  bytes: [1e8, 1e14],
  bytes_per_second: [1e9, 1e14],
  flops_per_second: [1e9, 1e17],
};

/** A figure of a column, undefined when the cell says none, or `unreadable`. */
function figure(column: string, text: string): number | 'unreadable' | undefined {
  if (text === '' || /^(?:-|–|n\/?a|nan|null|none|unknown|\?)$/i.test(text)) return undefined;
  const unit = Object.keys(plausible).find((name) => column.endsWith(`_${name}`));
  const [least, most] = (unit && plausible[unit]) || [0, Number.MAX_VALUE];
  const value = Number(text);
  return value >= least && value <= most ? value : 'unreadable';
}

function rowOf(cells: Readonly<Record<string, string>>, line: number): ThroughputRow {
  const text = (name: string): string => (cells[name] ?? '').trim();
  const numbers: Record<string, number> = {};
  const unreadable = new Map<string, string>();
  for (const [column, name] of Object.entries(numericColumns)) {
    const value = figure(column, text(column));
    if (value === 'unreadable') unreadable.set(column, text(column));
    else if (value !== undefined) numbers[name] = value;
  }
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
    unreadable,
    ...numbers,
  };
}

/** Which line of a file is no CSV, and what to do about it. */
function unreadableFile(path: string, error: unknown): string {
  const known = error instanceof CsvError ? new Map(Object.entries(error)).get('lines') : undefined;
  const line = typeof known === 'number' ? `, line ${known}` : '';
  const reason = error instanceof Error ? error.message.split(',')[0]?.slice(0, 120) : error;
  return `${path}${line}: ${reason}. Separate cells by commas, put cells that hold commas or quotes in quotes, and double the quotes inside.`;
}

/**
 * Read a CSV of published results; columns are found by name, further ones are ignored.
 * @throws Error that names the file, and the line or the missing columns
 */
export function readThroughputRows(path: string): ThroughputRow[] {
  let columns: string[] = [];
  const lines: number[] = [];
  let records: Record<string, string>[];
  try {
    records = parse(readFileSync(path, 'utf8'), {
      columns: (header: string[]) => {
        columns = header.map((name) => name.trim().toLowerCase());
        return columns;
      },
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (record: Record<string, string>, { lines: line }) => {
        lines.push(line);
        return record;
      },
    });
  } catch (error) {
    throw new Error(unreadableFile(path, error));
  }
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `${path}, line 1: lacks the column(s) ${missing.join(', ')}; the first line names the columns, separated by commas.`,
    );
  }
  return records.map((cells, index) => rowOf(cells, lines[index] ?? index + 2));
}
