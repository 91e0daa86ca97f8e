import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak } from '@ridgeline/evaluation/peaks';
import { settle, type Verdict } from '@ridgeline/evaluation/settle';
import { isAboutClaim } from '@ridgeline/kernels/verification/challenge-kind';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import { derivedRecord } from '../derived-record.ts';
import { readEvaluation, type StoredEvaluation } from '../read-evaluation.ts';
import { hasExpired } from './issue-challenge.ts';

type VerdictRow = Awaited<ReturnType<Store['findVerdicts']>>[number];

/** A stored verdict as what it is worth to a run. */
function verdictOf(row: VerdictRow, paths: readonly EvaluatedPath[]): Verdict {
  const { detail, isValid } = row;
  const kind = challengeKindOf(row.kind);
  const path = paths.find(({ given }) => given.id === row.path);
  const claim = path && findPeak(path.peaks, kind.peak);
  const counts = { places: row.n, rounds: row.repetitions };
  const isLargeEnough =
    path !== undefined &&
    claim !== undefined &&
    isAboutClaim(kind, counts, {
      rate: claim.value,
      deviceKind: path.device.facts.kind,
      ...path.device.memorySystem,
    });
  return {
    floor: {
      ...{ path: row.path, kernel: kind.kernel, dtype: kind.dtype },
      unitsPerSecond: row.floorRate,
      provedAt: row.committedAt.toISOString(),
    },
    ...{ isValid, detail, isLargeEnough },
    isInTime: !hasExpired(row),
  };
}

/** Who proved wrongly, or left a draw unopened, is not believed for so long. */
const probationMilliseconds = 24 * 3600 * 1000;

/** What was decided about a run itself stays. */
const setApart: readonly string[] = ['quarantined', 'withdrawn', 'failed'];

/** What becomes of other runs of such a key. */
const probation = {
  ...{ status: 'accepted', tier: 'T1', floors: [], reasons: ['earlier-proof-failed'] },
  detail: 'A proof of this key was wrong, or never opened, within a day before.',
} as const;

/** Whether the key of a run failed lately about another one. */
async function isOnProbation(
  services: { readonly store: Store; now(): Date },
  owner: string | undefined,
  verdicts: readonly Verdict[],
): Promise<boolean> {
  if (owner === undefined || verdicts.some(({ isValid }) => !isValid)) return false;
  const failedAt = await services.store.lastFailureOf(owner);
  return (
    failedAt !== undefined && services.now().getTime() - failedAt.getTime() < probationMilliseconds
  );
}

/** Verdicts about one run may come at once, each from its own request. */
const settleTries = 5;

/** Bring a run's state up to date with the verdicts about it. */
export async function settleRun(
  services: { readonly store: Store; now(): Date },
  runId: string,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const stored: StoredEvaluation | undefined = await readEvaluation(services.store, runId);
    // Maintainers vouch for their own runs; a proof adds nothing to that.
    if (stored === undefined || stored.summary.tier === 'T4') return;
    const { evaluation, identity, summary } = stored;
    const rows = await services.store.findVerdicts(runId);
    const verdicts = rows.map((row) => verdictOf(row, evaluation.paths));
    const isDoubted =
      !setApart.includes(summary.status) &&
      (await isOnProbation(services, identity.owner, verdicts));
    const settlement = isDoubted ? probation : settle(evaluation.paths, verdicts, summary);
    const event = { ...settlement, at: services.now(), actor: 'verifier' };
    try {
      await services.store.recordEvent(identity, derivedRecord(evaluation, event), event);
      return;
    } catch (error) {
      // Another decision took the next place in the run's events: look again at what is known now.
      if (storeFailure(error).kind !== 'conflict' || attempt === settleTries) throw error;
    }
  }
}
