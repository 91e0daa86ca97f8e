import { type SQL, sql } from 'drizzle-orm';
import { check, type PgColumn, timestamp } from 'drizzle-orm/pg-core';

/** A point in time, with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Postgres accepts NaN and Infinity in double precision and sorts them first: every figure is fenced. */
export const figureCheck = (name: string, column: PgColumn | SQL) =>
  check(name, sql`${column} > 0 and ${column} < 1e22`);
