import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';

interface Definition {
  readonly drop: string;
  readonly create: string;
}

/** Keys and indexes of a table, as the statements that remove them and make them again. */
async function definitionsOf(client: pg.Client, name: string): Promise<Definition[]> {
  const { rows } = await client.query<Definition>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname,
         pg_get_constraintdef(oid)) as create
     from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u')
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     from pg_index i where indrelid = $1::regclass
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [name],
  );
  return rows;
}

/** Remove the indexes of tables that are about to be filled; the answer makes them again, by sorting. */
export async function dropIndexes(
  client: pg.Client,
  tables: readonly PgTable[],
): Promise<() => Promise<void>> {
  const definitions: Definition[] = [];
  for (const table of tables) {
    definitions.push(...(await definitionsOf(client, getTableName(table))));
  }
  for (const { drop } of definitions) await client.query(drop);
  return async () => {
    for (const { create } of definitions) await client.query(create);
  };
}
