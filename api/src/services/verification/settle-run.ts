import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak, type Peak } from '@ridgeline/evaluation/peaks';
import { boundOf } from '@ridgeline/evaluation/physical-bounds';
import {
  type AnyChallengeKind,
  challengeKindOf,
  challengeKinds,
} from '@ridgeline/kernels/verification/challenge-kinds';
import type { Store } from '../../db/store.ts';
import { storeFailure } from '../../db/store-error.ts';
import { derivedRecord } from '../derived-record.ts';
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

/** What a path claims of a kind. */
function claimOf(kind: AnyChallengeKind, { peaks }: EvaluatedPath): Peak | undefined {
  return findPeak(peaks, kind.peak);
}

/** Whether a path cannot be verified without this kind. */
function isRequired(kind: AnyChallengeKind, path: EvaluatedPath): boolean {
  const hasProgram = kind.deviceKinds?.includes(path.device.given.kind) ?? true;
  return kind.isBasic || (hasProgram && claimOf(kind, path) !== undefined);
}

/** Whether the challenge of a verdict measured what the path claims. */
function isAbout(
  { kernel, n, path: id, repetitions }: Verdict,
  kind: AnyChallengeKind,
  path: EvaluatedPath,
): boolean {
  if (kernel !== kind.kernel || id !== path.given.id) return false;
  return kind.isLargeEnough(
    kind.sizeOf({ places: n, rounds: repetitions }),
    path.device.memorySystem,
  );
}

/** Whether one of the verdicts proves what the path claims of this kind. */
function isProved(
  kind: AnyChallengeKind,
  path: EvaluatedPath,
  verdicts: readonly Verdict[],
): boolean {
  const claim = claimOf(kind, path);
  return verdicts.some(
    (verdict) =>
      claim !== undefined &&
      isAbout(verdict, kind, path) &&
      claim.value <= largestClaimToFloor * verdict.floorRate,
  );
}

/** A required proof that nobody sent, of a path that proved another claim. */
function missingKind(
  paths: readonly EvaluatedPath[],
  verdicts: readonly Verdict[],
): AnyChallengeKind | undefined {
  return paths
    .flatMap((path) => {
      const required = challengeKinds.filter((kind) => isRequired(kind, path));
      const isTried = (kind: AnyChallengeKind): boolean =>
        verdicts.some((each) => each.kernel === kind.kernel && each.path === path.given.id);
      return required.some((kind) => isProved(kind, path, verdicts))
        ? required.filter((kind) => !isTried(kind))
        : [];
    })
    .at(0);
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
  const impossible = verdicts.find((verdict) => {
    const path = paths.find(({ given }) => given.id === verdict.path);
    const kind = challengeKindOf(verdict.kernel);
    const claim = path && isAbout(verdict, kind, path) ? claimOf(kind, path) : undefined;
    const bound = path && claim && boundOf(claim, path.device);
    return bound !== undefined && verdict.floorRate > bound;
  });
  if (impossible !== undefined) {
    const detail = `${impossible.path} did the work faster than the device can.`;
    return { ...kept, status: 'quarantined', reasons: ['faster-than-possible'], detail };
  }
  if (current.status === 'quarantined' || current.status === 'withdrawn') {
    return { ...kept, reasons: current.reasons, detail: 'Proved, but kept apart as before.' };
  }
  const inTime = verdicts.filter((verdict) => !hasExpired(verdict));
  if (inTime.length === 0) {
    // Sent from a spool, perhaps: the run itself is as good as any other signed one.
    const detail = 'The challenge had expired when the work was committed to.';
    return { ...kept, status: 'accepted', reasons: ['challenge-expired'], detail };
  }
  const verified = paths.filter((path) =>
    challengeKinds.every((kind) => !isRequired(kind, path) || isProved(kind, path, inTime)),
  );
  if (verified.length === 0) {
    const missing = missingKind(paths, inTime);
    const detail = missing
      ? `No proof of the kind "${missing.kernel}" was sent, which the claims need.`
      : 'The claim is more than 1.25 times what was proved.';
    const reasons = [missing?.reasonIfMissing ?? 'above-floor'];
    return { ...kept, status: 'accepted', reasons, detail };
  }
  const verifiedPaths = verified.map(({ given }) => given.id);
  const detail = `Proved on ${verifiedPaths.join(', ')}.`;
  return { status: 'verified', tier: 'T2', reasons: [], verifiedPaths, detail };
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
    const verdicts = await services.store.findVerdicts(runId);
    const settlement = settle(evaluation.paths, verdicts, summary);
    const event = { ...settlement, at: services.now(), actor: 'verifier' };
    try {
      await services.store.recordEvent(identity, derivedRecord(evaluation), event);
      return;
    } catch (error) {
      // Another decision took the next place in the run's events: look again at what is known now.
      if (storeFailure(error).kind !== 'conflict' || attempt === settleTries) throw error;
    }
  }
}
