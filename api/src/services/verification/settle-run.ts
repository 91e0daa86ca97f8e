import type { Store } from '../../db/store.ts';
import { derivedRecord, type EvaluatedPath } from '../evaluation/evaluate-submission.ts';
import { boundOf } from '../evaluation/physical-bounds.ts';
import { readEvaluation, type StoredEvaluation } from '../read-evaluation.ts';
import { hasExpired } from './issue-challenge.ts';

type Verdict = Awaited<ReturnType<Store['findVerdicts']>>[number];

/** A claim may exceed the floor by what the round trip and the digests took of the pass. */
const largestClaimToFloor = 1.25;

/** What the verdicts make of a run. */
export interface Settlement {
  readonly status: string;
  readonly tier: string;
  readonly reasons: readonly string[];
  readonly verifiedPaths: readonly string[];
  readonly detail: string;
}

function claimOf(path: EvaluatedPath | undefined) {
  return path?.peaks.find(({ peak }) => peak === 'compute-f32');
}

/** Pure, so that simulations of cheats run it as it is. */
export function settle(
  paths: readonly EvaluatedPath[],
  verdicts: readonly Verdict[],
  current: { readonly status: string; readonly reasons: readonly string[] },
): Settlement {
  const kept = { status: current.status, tier: 'T1', verifiedPaths: [] };
  const wrong = verdicts.find(({ isValid }) => !isValid);
  if (wrong !== undefined) {
    const reasons = ['digest-mismatch'];
    return { ...kept, status: 'failed', reasons, detail: `On ${wrong.path}: ${wrong.detail}.` };
  }
  const pathOf = (id: string) => paths.find(({ given }) => given.id === id);
  const impossible = verdicts.find(({ floorFlopsPerSecond, path }) => {
    const evaluated = pathOf(path);
    const claim = claimOf(evaluated);
    const bound = evaluated && claim && boundOf(claim, evaluated.device);
    return bound !== undefined && floorFlopsPerSecond > bound;
  });
  if (impossible !== undefined) {
    const detail = `${impossible.path} did the work faster than the device can.`;
    return { ...kept, status: 'quarantined', reasons: ['faster-than-possible'], detail };
  }
  const inTime = verdicts.filter((verdict) => !hasExpired(verdict));
  const verified = inTime.filter(({ floorFlopsPerSecond, path }) => {
    const claim = claimOf(pathOf(path));
    return claim !== undefined && claim.value <= largestClaimToFloor * floorFlopsPerSecond;
  });
  if (current.status === 'quarantined' || current.status === 'withdrawn') {
    return { ...kept, reasons: current.reasons, detail: 'Proved, but kept apart as before.' };
  }
  if (inTime.length === 0) {
    // Sent from a spool, perhaps: the run itself is as good as any other signed one.
    const detail = 'The challenge had expired when the work was committed to.';
    return { ...kept, status: 'accepted', reasons: ['challenge-expired'], detail };
  }
  if (verified.length === 0) {
    const detail = 'The claim is more than 1.25 times what was proved.';
    return { ...kept, status: 'accepted', reasons: ['above-floor'], detail };
  }
  const verifiedPaths = verified.map(({ path }) => path);
  const detail = `Proved on ${verifiedPaths.join(', ')}.`;
  return { status: 'verified', tier: 'T2', reasons: [], verifiedPaths, detail };
}

/** Bring a run's state up to date with the verdicts about it. */
export async function settleRun(
  services: { readonly store: Store; now(): Date },
  runId: string,
): Promise<void> {
  const stored: StoredEvaluation | undefined = await readEvaluation(services.store, runId);
  if (stored === undefined) return;
  const { evaluation, identity, summary } = stored;
  // Maintainers vouch for their own runs; a proof adds nothing to that.
  if (summary.tier === 'T4') return;
  const verdicts = await services.store.findVerdicts(runId);
  const settlement = settle(evaluation.paths, verdicts, summary);
  const event = { ...settlement, at: services.now(), actor: 'verifier' };
  await services.store.recordEvent(identity, derivedRecord(evaluation), event);
}
