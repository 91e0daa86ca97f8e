import type { Submission } from '@ridgeline/schema/submission';
import { type HumanOptions, humanReport } from './human.ts';
import { measurementRows, rowColumns } from './rows.ts';

/** A way to print a run. */
export interface Reporter {
  readonly format: string;
  readonly title: string;
  render(run: Submission, options: HumanOptions): string;
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
  defineReporter({ format: 'human', title: 'tables and a picture', render: humanReport }),
  defineReporter({
    format: 'json',
    title: 'the submission, as it would be sent',
    render: (run) => JSON.stringify(run),
  }),
  defineReporter({
    format: 'jsonl',
    title: 'one measurement a line',
    render: (run) =>
      measurementRows(run)
        .map((row) => JSON.stringify(row))
        .join('\n'),
  }),
  defineReporter({
    format: 'csv',
    title: 'one measurement a row',
    render: (run) =>
      [
        rowColumns.join(','),
        ...measurementRows(run).map((row) => rowColumns.map((key) => csvCell(row[key])).join(',')),
      ].join('\n'),
  }),
  defineReporter({
    format: 'markdown',
    title: 'a table for an issue or a README',
    render: (run) =>
      [
        `| ${rowColumns.join(' | ')} |`,
        `| ${rowColumns.map(() => '---').join(' | ')} |`,
        ...measurementRows(run).map(
          (row) => `| ${rowColumns.map((key) => markdownCell(row[key])).join(' | ')} |`,
        ),
      ].join('\n'),
  }),
] as const satisfies readonly Reporter[];

/** Names for `--format`. */
export const formats: readonly string[] = reporters.map(({ format }) => format);

/** The reporter of a format that yargs has checked. */
export function findReporter(format: string): Reporter {
  return reporters.find((reporter) => reporter.format === format) ?? reporters[0];
}
