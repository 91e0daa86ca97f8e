import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

type Row = Readonly<Record<string, unknown>>;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character)
    : text;
}

function arrayText(values: readonly unknown[]): string {
  const quoted = values.map((value) => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`);
  return `{${quoted.join(',')}}`;
}

function fieldText(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return '\\N';
  if (isJson) return escaped(JSON.stringify(value));
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escaped(arrayText(value));
  return typeof value === 'string' ? escaped(value) : String(value);
}

/** Rows of a table as `COPY … FROM STDIN` takes them in its text format, columns as declared. */
export function copyText(table: PgTable, rows: readonly Row[]): string {
  const columns = Object.entries(getTableColumns(table)).map(
    ([key, column]) => [key, column.getSQLType() === 'jsonb'] as const,
  );
  return rows
    .map((row) => `${columns.map(([key, isJson]) => fieldText(row[key], isJson)).join('\t')}\n`)
    .join('');
}

/** The statement that takes {@link copyText}. */
export function copyStatement(name: string, table: PgTable): string {
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  return `copy ${name} (${columns.join(', ')}) from stdin`;
}
