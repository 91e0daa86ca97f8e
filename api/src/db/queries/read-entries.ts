import type { DeviceFacts, SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
import { sql } from 'drizzle-orm';
import type { GroupNames } from '../group-names.ts';
import type { Db } from '../open-db.ts';

/** A peak of a board row: the median over owners. */
export interface EntryPeakRow {
  readonly peak: string;
  /** Place among `evidenceLevels`: the best that any owner reached, whose figures alone count. */
  readonly evidence: number;
  /** Kernel of the proofs of a proved figure, their median floor, and the time of the last. */
  readonly proofKernel: string | null;
  readonly floor: number | null;
  readonly provedAt: string | null;
  readonly value: number;
  readonly best: number;
  readonly low: number;
  readonly high: number;
  readonly lowRank: number;
  readonly ownerCount: number;
  /** Owners among them who count for ranks: see `owner_standings`. */
  readonly independentOwnerCount: number;
  readonly runCount: number;
  readonly sampleCount: number;
  readonly kernel: string;
  readonly dtype: string;
}

/** A measured row of the boards. */
export interface EntryRow extends GroupNames {
  /** The best of any figure; counts and facts are those of the owners who reached it. */
  readonly evidence: number;
  /** A maintainers' own run, tier T4, is among those that count. */
  readonly hasLabRun: boolean;
  readonly ownerCount: number;
  /** 0: the row's last run was withdrawn. */
  readonly runCount: number;
  readonly newestSubmissionId: string | null;
  readonly measuredAt: string | null;
  readonly device: DeviceFacts | null;
  readonly softwarePath: SoftwarePathFacts | null;
  readonly peaks: readonly EntryPeakRow[];
}

export interface EntryChanges {
  readonly rows: readonly EntryRow[];
  /** Pass as `since` next time: transactions from here on may not have been visible. */
  readonly horizon: string;
}

/**
 * Rows written since a snapshot. Asking by the oldest transaction that was still open then, rather
 * than by a time or counter, cannot miss a row whose transaction committed late. Rows whose runs changed
 * are pooled first, by whoever reads.
 */
export async function readEntryChanges(
  db: Db,
  suite: string,
  since: string,
): Promise<EntryChanges> {
  const changes = await db.execute(
    sql`select horizon, rows from read_entry_changes(${suite}, ${since}::bigint)`,
  );
  const [row] = changes.rows as { horizon: string; rows: EntryRow[] }[];
  if (!Array.isArray(row?.rows)) throw new Error('A function with OUT parameters gave no row.');
  return row;
}
