import type { DrawnPicks, OpenedPicks } from '@ridgeline/kernels/verification/challenge-kinds';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissions } from '../tables/raw.ts';
import { commitments, proofs, verdicts } from '../tables/trust.ts';

export type CommitmentRecord = typeof commitments.$inferInsert;

/** A proof that waits for its verdict. */
export interface PendingProof {
  readonly challengeId: string;
  readonly runId: string;
  readonly path: string;
  readonly owner: string;
  /** Owner of the run that the proof belongs to. */
  readonly runOwner: string | null;
  readonly seed: string;
  /** What the challenge asked for: see `challengeKinds`. */
  readonly kernel: string;
  readonly n: number;
  readonly repetitions: number;
  readonly issuedAt: Date;
  readonly committedAt: Date;
  readonly root: string;
  readonly picks: DrawnPicks['picks'];
  readonly openings: OpenedPicks['openings'];
}

export async function insertCommitment(db: Db, record: CommitmentRecord): Promise<void> {
  await db.insert(commitments).values(record);
}

/** The kernel of a challenge that was committed to. */
export async function findCommittedKernel(
  db: Db,
  challengeId: string,
): Promise<string | undefined> {
  const rows = await db
    .select({ kernel: commitments.kernel })
    .from(commitments)
    .where(eq(commitments.challengeId, challengeId));
  return rows[0]?.kernel;
}

export async function insertProof(db: Db, record: typeof proofs.$inferInsert): Promise<void> {
  await db.insert(proofs).values(record);
}

/** The outbox: proofs whose run has arrived and that nobody has judged, oldest first. */
export async function findPendingProofs(db: Db, limit: number): Promise<PendingProof[]> {
  const { challengeId, committedAt, issuedAt, kernel, n, owner, path, picks } = commitments;
  const { repetitions, root, runId, seed } = commitments;
  return db
    .select({
      ...{ challengeId, runId, path, owner, runOwner: submissions.owner, seed, kernel, n },
      ...{ repetitions, issuedAt, committedAt, root, picks, openings: proofs.openings },
    })
    .from(commitments)
    .innerJoin(proofs, eq(proofs.challengeId, commitments.challengeId))
    .innerJoin(submissions, eq(submissions.id, commitments.runId))
    .leftJoin(verdicts, eq(verdicts.challengeId, commitments.challengeId))
    .where(isNull(verdicts.challengeId))
    .orderBy(asc(commitments.committedAt))
    .limit(limit);
}

export async function insertVerdict(db: Db, record: typeof verdicts.$inferInsert): Promise<void> {
  // The cron may run twice at once: the first verdict stands, and both are the same.
  await db.insert(verdicts).values(record).onConflictDoNothing();
}

/** Every verdict about a run that its own key asked for, by software path. */
export async function findVerdicts(db: Db, runId: string) {
  return db
    .select({
      path: commitments.path,
      isValid: verdicts.isValid,
      detail: verdicts.detail,
      floorRate: verdicts.floorRate,
      kernel: commitments.kernel,
      dtype: commitments.dtype,
      n: commitments.n,
      repetitions: commitments.repetitions,
      issuedAt: commitments.issuedAt,
      committedAt: commitments.committedAt,
    })
    .from(verdicts)
    .innerJoin(commitments, eq(commitments.challengeId, verdicts.challengeId))
    .innerJoin(submissions, eq(submissions.owner, commitments.owner))
    .where(and(eq(commitments.runId, runId), eq(submissions.id, runId)));
}
