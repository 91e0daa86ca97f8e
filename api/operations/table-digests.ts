import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import {
  boardGroups,
  deviceEntries,
  entryPeaks,
  ownerPeaks,
  peakMeasurements,
  submissionPaths,
  submissionSummaries,
} from '../src/db/tables/derived.ts';
import { logCheckpoints, logEntries } from '../src/db/tables/log.ts';
import { submissionEvents, submissions } from '../src/db/tables/raw.ts';
import {
  commitments,
  erasures,
  ownerStandings,
  proofs,
  revokedKeys,
  verdicts,
} from '../src/db/tables/trust.ts';

/** How many rows a table has, and a number that any changed bit of them changes. */
export interface TableDigest {
  readonly name: string;
  readonly rows: number;
  readonly digest: string;
}

/** What was received and decided: what a dump must hold, in an order in which it can be restored. */
export const rawTables: readonly PgTable[] = [
  submissions,
  submissionEvents,
  commitments,
  proofs,
  verdicts,
  revokedKeys,
  erasures,
  ownerStandings,
  logEntries,
  logCheckpoints,
];

/** What can be derived again. */
export const derivedTables: readonly PgTable[] = [
  boardGroups,
  submissionSummaries,
  submissionPaths,
  peakMeasurements,
  ownerPeaks,
  entryPeaks,
  deviceEntries,
];

/** A group or row without runs only tells readers that it emptied: it is no content. */
const contentConditions = new Map<PgTable, string>([
  [boardGroups, 'exists (select from submission_paths where group_id = t.id)'],
  [deviceEntries, 'run_count > 0'],
]);

/**
 * Sum of row hashes: independent of order, each column by its type's own hash. Revisions are not content.
 */
function digestQuery(table: PgTable): string {
  const name = getTableName(table);
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  const content = columns.filter((column) => column !== 'revision').join(', ');
  return `
    select '${name}' as name, count(*)::int as rows,
      coalesce(sum(hash_record_extended(row(${content}), 0)::numeric), 0)::text as digest
    from ${name} t where ${contentConditions.get(table) ?? 'true'}`;
}

/** Digests of tables as the client's transaction sees them. */
export async function digestTables(
  client: pg.Client,
  tables: readonly PgTable[],
): Promise<TableDigest[]> {
  const digests: TableDigest[] = [];
  for (const table of tables) {
    const [row] = (await client.query<TableDigest>(digestQuery(table))).rows;
    if (row !== undefined) digests.push(row);
  }
  return digests;
}
