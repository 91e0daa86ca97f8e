import type { PendingProof } from '../../db/queries/proofs.ts';
import type { Store } from '../../db/store.ts';
import { checkProof } from './check-proof.ts';
import { settleRun } from './settle-run.ts';

/** Proofs checked per run of the schedule: at n = 4096 each takes about a third of a second. */
const batchSize = 16;

interface OutboxServices {
  readonly store: Store;
  now(): Date;
}

async function judge(services: OutboxServices, pending: PendingProof): Promise<void> {
  const isOwn = pending.runOwner === pending.owner;
  const verdict = isOwn
    ? await checkProof(pending)
    : { isValid: false, detail: 'the run has another owner', floorRate: 1 };
  const { challengeId, runId } = pending;
  await services.store.insertVerdict({ challengeId, decidedAt: services.now(), ...verdict });
  // A proof that somebody else attached to a run says nothing about the run.
  if (isOwn) await settleRun(services, runId);
}

/** Check waiting proofs; what fails here stays in the outbox for the next time. */
export async function runOutbox(services: OutboxServices): Promise<number> {
  const pending = await services.store.findPendingProofs(batchSize);
  for (const each of pending) await judge(services, each);
  return pending.length;
}

/**
 * Check one proof as soon as it came, so that its sender need not wait for the schedule; behind a
 * queue it waits its turn.
 */
export async function judgeAtOnce(services: OutboxServices, challengeId: string): Promise<void> {
  const waiting = await services.store.findPendingProofs(batchSize);
  const pending = waiting.find((each) => each.challengeId === challengeId);
  if (pending !== undefined) await judge(services, pending);
}
