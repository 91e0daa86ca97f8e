import type { PendingProof } from '../../db/queries/proofs.ts';
import type { Store } from '../../db/store.ts';
import { checkProof } from './check-proof.ts';
import type { OwnerTurns } from './owner-turns.ts';
import { proofSeconds } from './redeem-challenge.ts';
import { settleRun } from './settle-run.ts';

/** Proofs judged per run of the schedule, owners in turn; each takes some milliseconds. */
const batchSize = 64;

interface OutboxServices {
  readonly store: Store;
  now(): Date;
}

interface JudgingServices extends OutboxServices {
  readonly turns: OwnerTurns;
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

/** Judge waiting proofs, and those that never came; what fails here stays for the next time. */
export async function runOutbox(services: OutboxServices): Promise<number> {
  const now = services.now();
  const abandoned = await services.store.failAbandoned(
    new Date(now.getTime() - proofSeconds * 1000),
    now,
  );
  for (const runId of new Set(abandoned)) await settleRun(services, runId);
  const pending = await services.store.findPendingProofs(batchSize);
  for (const each of pending) await judge(services, each);
  return pending.length;
}

/** Proofs of one owner that a request judges: as many as a run has. */
const turnSize = 12;

/** How long a request waits for a turn before it leaves the proof to the schedule. */
const patienceMilliseconds = 15_000;
const pauseMilliseconds = 40;

/**
 * Judge what waits of an owner as soon as it came, in the owner's turn, so that a sender need not wait for
 * the schedule.
 */
export async function judgeSoon(services: JudgingServices, owner: string): Promise<void> {
  const began = services.now().getTime();
  for (;;) {
    const now = services.now().getTime();
    const turn = services.turns.take(owner, now);
    // Whoever has the owner's turn takes what comes meanwhile.
    if (turn === 'own') return;
    if (turn === 'taken') break;
    if (now - began > patienceMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  try {
    for (let done = 0; done < turnSize; done++) {
      const pending = await services.store.findPendingOfOwner(owner);
      if (pending === undefined) return;
      await judge(services, pending);
    }
  } finally {
    services.turns.giveBack(owner);
  }
}
