import type { SubmissionStatus } from '@ridgeline/schema/responses';
import type { Store } from '../db/store.ts';
import { ProblemError } from '../problems.ts';
import { derivedRecord } from './evaluation/evaluate-submission.ts';
import { readEvaluation } from './read-evaluation.ts';

/** A maintainer's decision. */
export interface Moderation {
  readonly status: SubmissionStatus;
  readonly reasons: readonly string[];
  readonly detail: string;
}

/** Record a maintainer's decision as an event; nothing is deleted, and the board follows at once. */
export async function moderateSubmission(
  services: { readonly store: Store; now(): Date },
  id: string,
  { detail, reasons, status }: Moderation,
): Promise<void> {
  const stored = await readEvaluation(services.store, id);
  if (stored === undefined) throw new ProblemError('not-found', 'There is no such submission.');
  const [last] = await services.store.listEvents(id);
  const isProved = status === 'accepted' && (last?.verifiedPaths.length ?? 0) > 0;
  await services.store.recordEvent(stored.identity, derivedRecord(stored.evaluation), {
    at: services.now(),
    actor: 'maintainer',
    status: isProved ? 'verified' : status,
    tier: stored.summary.tier,
    reasons,
    verifiedPaths: last?.verifiedPaths ?? [],
    detail,
  });
}
