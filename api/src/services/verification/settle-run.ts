import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { settle, type Verdict } from '@ridgeline/evaluation/settle';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import { derivedRecord } from '../derived-record.ts';
import { readEvaluation, type StoredEvaluation } from '../read-evaluation.ts';
import { hasExpired } from './issue-challenge.ts';

type VerdictRow = Awaited<ReturnType<Store['findVerdicts']>>[number];

/** A stored verdict as what it is worth to a run. */
function verdictOf(row: VerdictRow, paths: readonly EvaluatedPath[]): Verdict {
  const { detail, dtype, isValid, kernel } = row;
  const kind = challengeKindOf(kernel);
  const system = paths.find(({ given }) => given.id === row.path)?.device.memorySystem;
  const size = kind.sizeOf({ places: row.n, rounds: row.repetitions });
  return {
    floor: {
      ...{ path: row.path, kernel, dtype },
      unitsPerSecond: row.floorRate,
      provedAt: row.committedAt.toISOString(),
    },
    ...{ isValid, detail },
    isInTime: !hasExpired(row),
    isLargeEnough: system !== undefined && kind.isLargeEnough(size, system),
  };
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
    const settlement = settle(evaluation.paths, verdicts, summary);
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
