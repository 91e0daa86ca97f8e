import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * Rows as the JSON that functions of the database unpack: columns of one table, or of several, by their
 * names in the database. A column that a row lacks becomes null there, never its default.
 */
export function tableJson(rows: readonly object[], ...tables: readonly PgTable[]): string {
  const columns = tables.flatMap((table) => Object.entries(getTableColumns(table)));
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(columns.map(([key, column]) => [column.name, Reflect.get(row, key)])),
    ),
  );
}
