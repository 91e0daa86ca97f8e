import { type SubmissionEvents, submissionEvents } from '@ridgeline/schema/responses';
import type { Store } from '../db/store.ts';
import { ProblemError } from '../problems.ts';
import { openCursor, queryIdentity, sealCursor } from './cursor.ts';
import type { Sealer } from './signed-token.ts';

interface EventsPage {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Decisions about a submission, the newest first, page by page. */
export async function readEvents(
  services: { readonly store: Store; readonly cursors: Sealer },
  id: string,
  { cursor, limit }: EventsPage,
): Promise<SubmissionEvents> {
  const identity = queryIdentity(`events of ${id}`, {});
  const before = await openCursor(services.cursors, identity, cursor);
  const position = before === undefined ? undefined : Number(before);
  const rows = await services.store.listEvents(id, limit + 1, position);
  if (rows.length === 0 && before === undefined) {
    throw new ProblemError('not-found', 'There is no such submission.');
  }
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1)?.sequence : undefined;
  return submissionEvents.parse({
    id,
    events: shown.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    nextCursor: last === undefined ? null : await sealCursor(services.cursors, identity, `${last}`),
  });
}
