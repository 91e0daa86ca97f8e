import type { Store } from '../../db/store.ts';
import { type ExportTable, optional, required } from './export-table.ts';

/** A stored body with its newest state. */
export type PublicBody = Awaited<ReturnType<Store['listPublicBodies']>>[number];

const columns = [
  required('id', 'STRING'),
  optional('owner', 'STRING'),
  optional('standing', 'JSON'),
  required('receivedAt', 'TIMESTAMP'),
  required('status', 'STRING'),
  required('tier', 'STRING'),
  required('reasons', 'JSON'),
  required('floors', 'JSON'),
  required('body', 'JSON'),
] as const;

/** Submissions as columns; what is nested is JSON, which DuckDB and others read as such. */
export function submissionTable(
  bodies: readonly PublicBody[],
): ExportTable<(typeof columns)[number]['name']> {
  const rows = bodies.map(
    ({ body, id, owner, reasons, standing, receivedAt, status, tier, floors }) => ({
      id,
      owner,
      standing: standing === null ? undefined : JSON.stringify(standing),
      receivedAt: receivedAt.toISOString(),
      status,
      tier,
      reasons: JSON.stringify(reasons),
      floors: JSON.stringify(floors),
      body,
    }),
  );
  return { columns, rows };
}

/** A submission as a line of the dump, its body as sent; as text too, where its hash needs the spelling. */
export function submissionLine({ body: bodyText, ...state }: PublicBody): object {
  const body: unknown = JSON.parse(bodyText);
  return { ...state, body, ...(JSON.stringify(body) === bodyText ? {} : { bodyText }) };
}
