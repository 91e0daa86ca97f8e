import type { SubmissionStatus } from '@ridgeline/vocabulary/statuses';
import type { Store } from '../db/store.ts';
import { ProblemError } from '../problems.ts';
import { derivedRecord } from './derived-record.ts';
import { readEvaluation } from './read-evaluation.ts';

/** A maintainer's decision. */
export interface Moderation {
  readonly status: SubmissionStatus;
  readonly reasons: readonly string[];
  readonly detail: string;
  /** T4: the maintainers' own run, on a machine of theirs. */
  readonly tier?: 'T4' | undefined;
}

function requireOwnRun(status: SubmissionStatus, owner: string | null): void {
  const isAccepted = status === 'accepted';
  if (isAccepted && owner !== null) return;
  const detail = isAccepted ? 'needs a signed run' : 'goes with the status "accepted" only';
  throw new ProblemError('schema-violation', `The tier T4 ${detail}.`, {
    errors: [{ pointer: '/tier', detail }],
  });
}

/** Record a maintainer's decision as an event; nothing is deleted, and the board follows at once. */
export async function moderateSubmission(
  services: { readonly store: Store; now(): Date },
  id: string,
  { detail, reasons, status, tier }: Moderation,
): Promise<void> {
  const stored = await readEvaluation(services.store, id);
  if (stored === undefined) throw new ProblemError('not-found', 'There is no such submission.');
  const { summary } = stored;
  if (tier !== undefined) requireOwnRun(status, summary.owner);
  const [last] = await services.store.listEvents(id, 1);
  const newTier = tier ?? summary.tier;
  const isProved = (last?.floors.length ?? 0) > 0 || newTier === 'T4';
  const event = {
    at: services.now(),
    actor: 'maintainer',
    status: isProved && status === 'accepted' ? 'verified' : status,
    tier: newTier,
    reasons,
    floors: last?.floors ?? [],
    detail,
  };
  const derived = derivedRecord(stored.evaluation, event);
  await services.store.recordEvent(stored.identity, derived, event);
}
