import type { ExportCell, ExportTable } from './export-table.ts';

/** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
function cellText(cell: ExportCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A table as CSV (RFC 4180) under a header. */
export function toCsv<Name extends string>({ columns, rows }: ExportTable<Name>): string {
  const names = columns.map(({ name }) => name);
  const lines = rows.map((row) => names.map((name) => cellText(row[name])).join(','));
  return [names.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}
