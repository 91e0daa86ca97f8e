import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * Rows as the JSON that `jsonb_populate_recordset` unpacks: every column by its name in the
 * database. A column that a row lacks is null, never its default.
 */
export function tableJson(
  table: PgTable,
  rows: readonly Readonly<Record<string, unknown>>[],
): string {
  const columns = Object.entries(getTableColumns(table));
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(columns.map(([key, column]) => [column.name, row[key] ?? null])),
    ),
  );
}
