import { and, asc, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../open-db.ts';
import { submissions } from '../tables/raw.ts';
import { commitments, proofs, verdicts } from '../tables/trust.ts';

export type CommitmentRecord = typeof commitments.$inferInsert;

/** A commitment as it is stored. */
export type CommitmentRow = typeof commitments.$inferSelect;

/** A proof that waits for its verdict. */
export interface PendingProof extends CommitmentRow {
  /** Owner of the run that the proof belongs to. */
  readonly runOwner: string | null;
  readonly roots: string;
  readonly openings: (typeof proofs.$inferSelect)['openings'];
}

/** How many commitments there may be. */
export interface CommitmentLimits {
  /** Of a run to one kind on one path. */
  readonly ofKind: number;
  readonly ofRun: number;
  /** Of a key within an hour, whatever they are about. */
  readonly ofKeyAndHour: number;
}

/** Keeps a commitment; false when its run or its key has made as many as it may. */
export async function insertCommitment(
  db: Db,
  record: CommitmentRecord,
  most: CommitmentLimits,
): Promise<boolean> {
  const { committedAt, kind, owner, path, runId } = record;
  const lately = new Date(committedAt.getTime() - 3_600_000);
  const isOfRun = sql`${commitments.runId} = ${runId}`;
  // Of this owner alone: a stranger must not use up what a run may commit to.
  const [counted] = await db
    .select({
      ofKeyAndHour: sql<number>`count(*) filter (where ${commitments.committedAt} > ${lately})::integer`,
      ofRun: sql<number>`count(*) filter (where ${isOfRun})::integer`,
      ofKind: sql<number>`count(*) filter (where ${isOfRun} and ${commitments.kind} = ${kind} and ${commitments.path} = ${path})::integer`,
    })
    .from(commitments)
    .where(
      and(
        eq(commitments.owner, owner),
        or(eq(commitments.runId, runId), gt(commitments.committedAt, lately)),
      ),
    );
  const isFull = (Object.keys(most) as (keyof CommitmentLimits)[]).some(
    (limit) => (counted?.[limit] ?? 0) >= most[limit],
  );
  if (isFull) return false;
  await db.insert(commitments).values(record);
  return true;
}

/** A commitment by its challenge. */
export async function findCommitment(
  db: Db,
  challengeId: string,
): Promise<CommitmentRow | undefined> {
  const [row] = await db.select().from(commitments).where(eq(commitments.challengeId, challengeId));
  return row;
}

export async function insertProof(db: Db, record: typeof proofs.$inferInsert): Promise<void> {
  await db.insert(proofs).values(record);
}

function pendingProofs(db: Db) {
  const turn = sql<number>`row_number() over (partition by ${commitments.owner} order by ${commitments.committedAt})`;
  return db
    .select({
      commitment: commitments,
      runOwner: submissions.owner,
      roots: proofs.roots,
      openings: proofs.openings,
      turn: turn.as('turn'),
    })
    .from(commitments)
    .innerJoin(proofs, eq(proofs.challengeId, commitments.challengeId))
    .innerJoin(submissions, eq(submissions.id, commitments.runId))
    .leftJoin(verdicts, eq(verdicts.challengeId, commitments.challengeId))
    .$dynamic();
}

type PendingRow = Awaited<ReturnType<typeof pendingProofs>>[number];

const pendingOf = ({ commitment, openings, roots, runOwner }: PendingRow): PendingProof => ({
  ...commitment,
  ...{ openings, roots, runOwner },
});

/** Proofs whose run has arrived and that nobody has judged: owners in turn, each one's oldest first. */
export async function findPendingProofs(db: Db, limit: number): Promise<PendingProof[]> {
  const rows = await pendingProofs(db)
    .where(isNull(verdicts.challengeId))
    .orderBy(sql`turn`, asc(commitments.committedAt))
    .limit(limit);
  return rows.map(pendingOf);
}

/** The oldest of them that is an owner's. */
export async function findPendingOfOwner(db: Db, owner: string): Promise<PendingProof | undefined> {
  const [row] = await pendingProofs(db)
    .where(and(isNull(verdicts.challengeId), eq(commitments.owner, owner)))
    .orderBy(asc(commitments.committedAt))
    .limit(1);
  return row && pendingOf(row);
}

/** Commitments that were never opened, of which so many are decided at once. */
const abandonedBatch = 200;

/**
 * Decides that commitments from before a time whose proof never came are wrong: who may leave a draw that
 * does not suit them has as many tries as they like. Gives their runs.
 */
export async function failAbandoned(db: Db, before: Date, at: Date): Promise<string[]> {
  const rows = await db
    .select({ challengeId: commitments.challengeId, runId: commitments.runId })
    .from(commitments)
    .leftJoin(proofs, eq(proofs.challengeId, commitments.challengeId))
    .leftJoin(verdicts, eq(verdicts.challengeId, commitments.challengeId))
    .where(
      and(
        isNull(proofs.challengeId),
        isNull(verdicts.challengeId),
        lt(commitments.committedAt, before),
      ),
    )
    .orderBy(asc(commitments.committedAt))
    .limit(abandonedBatch);
  if (rows.length === 0) return [];
  const verdict = {
    decidedAt: at,
    isValid: false,
    detail: 'what was drawn was never opened',
    floorRate: 1,
  };
  await db
    .insert(verdicts)
    .values(rows.map(({ challengeId }) => ({ challengeId, ...verdict })))
    .onConflictDoNothing();
  return rows.map(({ runId }) => runId);
}

export async function insertVerdict(db: Db, record: typeof verdicts.$inferInsert): Promise<void> {
  // The cron may run twice at once: the first verdict stands, and both are the same.
  await db.insert(verdicts).values(record).onConflictDoNothing();
}

/** When a proof of a key was last found wrong; undefined when none ever was. */
export async function lastFailureOf(db: Db, owner: string): Promise<Date | undefined> {
  const [row] = await db
    .select({ decidedAt: verdicts.decidedAt })
    .from(verdicts)
    .innerJoin(commitments, eq(commitments.challengeId, verdicts.challengeId))
    .where(and(eq(commitments.owner, owner), eq(verdicts.isValid, false)))
    .orderBy(desc(verdicts.decidedAt))
    .limit(1);
  return row?.decidedAt;
}

/** Every verdict about a run that its own key asked for, by software path. */
export async function findVerdicts(db: Db, runId: string) {
  return db
    .select({
      path: commitments.path,
      isValid: verdicts.isValid,
      detail: verdicts.detail,
      floorRate: verdicts.floorRate,
      kind: commitments.kind,
      n: commitments.n,
      repetitions: commitments.repetitions,
      startedAt: commitments.startedAt,
      committedAt: commitments.committedAt,
    })
    .from(verdicts)
    .innerJoin(commitments, eq(commitments.challengeId, verdicts.challengeId))
    .innerJoin(submissions, eq(submissions.owner, commitments.owner))
    .where(and(eq(commitments.runId, runId), eq(submissions.id, runId)));
}
