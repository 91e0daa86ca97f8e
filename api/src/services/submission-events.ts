import { type SubmissionEvents, submissionEvents } from '@ridgeline/schema/responses';
import type { Store } from '../db/store.ts';
import { ProblemError } from '../problems.ts';

/** Every decision about a submission, the newest first. */
export async function readEvents(
  services: { readonly store: Store },
  id: string,
): Promise<SubmissionEvents> {
  const rows = await services.store.listEvents(id);
  if (rows.length === 0) throw new ProblemError('not-found', 'There is no such submission.');
  return submissionEvents.parse({
    id,
    events: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
  });
}
