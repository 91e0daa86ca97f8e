import type { Submission } from '@ridgeline/schema/submission';
import type { HumanOptions } from './human.ts';
import type { Row } from './rows.ts';

/** A way to print a run. */
export interface Reporter {
  readonly format: string;
  readonly title: string;
  /** Loads what it draws with first: a run prints its first line long before its result. */
  render(run: Submission, options: HumanOptions): Promise<string>;
}

function csvCell(value: unknown): string {
  if (value === undefined) return '';
  const text = String(value);
  // A leading operator would be run as a formula by spreadsheets.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownCell(value: unknown): string {
  return value === undefined ? '' : String(value).replaceAll('|', '\\|');
}

function defineReporter<const T extends Reporter>(reporter: T): T {
  return reporter;
}

/** Every output format, the default first. */
export const reporters = [
  defineReporter({
    format: 'human',
    title: 'tables and a picture',
    render: async (run, options) => (await import('./human.ts')).humanReport(run, options),
  }),
  defineReporter({
    format: 'json',
    title: 'the submission, as it would be sent',
    render: async (run) => JSON.stringify(run),
  }),
  defineReporter({
    format: 'summary',
    title: 'JSON of what follows from it: peaks, crossover, largest allocation',
    render: async (run) => JSON.stringify((await import('./summary.ts')).summaryOf(run)),
  }),
  defineReporter({
    format: 'jsonl',
    title: 'one measurement a line',
    render: async (run) => {
      const { measurementRows } = await import('./rows.ts');
      return measurementRows(run)
        .map((row) => JSON.stringify(row))
        .join('\n');
    },
  }),
  defineReporter({
    format: 'csv',
    title: 'one measurement a row',
    render: async (run) => {
      const { measurementRows, rowColumns } = await import('./rows.ts');
      const line = (row: Row): string => rowColumns.map((key) => csvCell(row[key])).join(',');
      return [rowColumns.join(','), ...measurementRows(run).map(line)].join('\n');
    },
  }),
  defineReporter({
    format: 'markdown',
    title: 'a table for an issue or a README',
    render: async (run) => {
      const { measurementRows, rowColumns } = await import('./rows.ts');
      const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
      return [
        line(rowColumns),
        line(rowColumns.map(() => '---')),
        ...measurementRows(run).map((row) => line(rowColumns.map((key) => markdownCell(row[key])))),
      ].join('\n');
    },
  }),
] as const satisfies readonly Reporter[];

/** Names for `--format`. */
export const formats: readonly string[] = reporters.map(({ format }) => format);

/** The reporter of a format that yargs has checked. */
export function findReporter(format: string): Reporter {
  return reporters.find((reporter) => reporter.format === format) ?? reporters[0];
}
