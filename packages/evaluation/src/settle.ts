import type { ProofReason } from '@ridgeline/vocabulary/proof-reasons';
import type { EvaluatedPath } from './evaluate.ts';
import { evidenceOf, type ProvedFloor, provedPeak } from './evidence.ts';
import { findPeak } from './peaks.ts';
import { boundOf } from './physical-bounds.ts';

/** What checking one proof showed. */
export interface Verdict {
  readonly floor: ProvedFloor;
  readonly isValid: boolean;
  /** In words for people; of a wrong proof what is wrong. */
  readonly detail: string;
  /** Whether it came in time: with hours to spare any device does the work. */
  readonly isInTime: boolean;
  /** Whether it was large enough to be about the claim, not about a cache. */
  readonly isLargeEnough: boolean;
}

/** What the verdicts make of a run. */
export interface Settlement {
  readonly status: string;
  readonly tier: 'T1' | 'T2';
  readonly reasons: readonly string[];
  /** What counts as evidence of the run's figures. */
  readonly floors: readonly ProvedFloor[];
  readonly detail: string;
}

/** Both sides of a roofline: without a proof of either nothing is predicted of a ranked row. */
const basicPeaks = [
  { peak: 'compute-f32', reasonIfMissing: 'compute-unproved' },
  { peak: 'bandwidth', reasonIfMissing: 'bandwidth-unproved' },
] as const satisfies readonly { peak: string; reasonIfMissing: ProofReason }[];

type BasicPeak = (typeof basicPeaks)[number];

/** The basic figures that a path claims and did not prove. */
function unprovedOf(
  path: EvaluatedPath,
  paths: readonly EvaluatedPath[],
  floors: readonly ProvedFloor[],
): BasicPeak[] {
  const evidence = evidenceOf(path, paths, { tier: 'T1', floors });
  return basicPeaks.filter(({ peak }) => {
    const index = path.peaks.findIndex((each) => each.peak === peak);
    return index !== -1 && evidence[index]?.level !== 'proved';
  });
}

/** Whether everything that a path says of both sides of the roofline is proved. */
function isWhole(
  path: EvaluatedPath,
  paths: readonly EvaluatedPath[],
  floors: readonly ProvedFloor[],
): boolean {
  const claims = findPeak(path.peaks, basicPeaks[0].peak);
  return claims !== undefined && unprovedOf(path, paths, floors).length === 0;
}

/** Why no path is proved whole, from the one that came furthest. */
function missingReason(
  paths: readonly EvaluatedPath[],
  floors: readonly ProvedFloor[],
): { reason: ProofReason; detail: string } {
  const tried = paths.filter(({ given }) => floors.some(({ path }) => path === given.id));
  const missing = tried
    .map((path) => ({ path, unproved: unprovedOf(path, paths, floors) }))
    .sort((a, b) => a.unproved.length - b.unproved.length)[0];
  const first = missing?.unproved[0];
  const isSlow = floors.some(
    (floor) => floor.path === missing?.path.given.id && provedPeak(floor) === first?.peak,
  );
  if (first === undefined || isSlow) {
    return {
      reason: 'above-floor',
      detail: 'The claim is more than 1.25 times what was proved.',
    };
  }
  const detail = `No proof of ${first.peak} was sent, which ${missing?.path.given.id} claims.`;
  return { reason: first.reasonIfMissing, detail };
}

/** The first proof that was faster than its device can work. */
function impossibleFloor(
  paths: readonly EvaluatedPath[],
  floors: readonly ProvedFloor[],
): ProvedFloor | undefined {
  return floors.find((floor) => {
    const path = paths.find(({ given }) => given.id === floor.path);
    const peak = path && findPeak(path.peaks, provedPeak(floor) ?? '');
    const bound = path && peak && boundOf(peak, path.device, new Map());
    return bound !== undefined && floor.unitsPerSecond > bound;
  });
}

/**
 * What the verdicts about a run make of it. Each proof counts for its own figure; the run as a whole is
 * verified once a path has proved what it claims of both products and memory.
 */
export function settle(
  paths: readonly EvaluatedPath[],
  verdicts: readonly Verdict[],
  current: { readonly status: string; readonly reasons: readonly string[] },
): Settlement {
  const kept = { status: current.status, tier: 'T1', floors: [] } as const;
  const wrong = verdicts.find(({ isValid }) => !isValid);
  if (wrong !== undefined) {
    const detail = `On ${wrong.floor.path}: ${wrong.detail}.`;
    return { ...kept, status: 'failed', reasons: ['digest-mismatch'], detail };
  }
  const about = verdicts.filter(({ isLargeEnough }) => isLargeEnough);
  const impossible = impossibleFloor(
    paths,
    about.map(({ floor }) => floor),
  );
  if (impossible !== undefined) {
    const detail = `${impossible.path} did the work faster than the device can.`;
    return { ...kept, status: 'quarantined', reasons: ['faster-than-possible'], detail };
  }
  const floors = about.filter(({ isInTime }) => isInTime).map(({ floor }) => floor);
  if (current.status === 'quarantined' || current.status === 'withdrawn') {
    const detail = 'Proved, but kept apart as before.';
    return { ...kept, floors, reasons: current.reasons, detail };
  }
  if (!verdicts.some(({ isInTime }) => isInTime)) {
    // Sent from a spool, perhaps: the run itself is as good as any other signed one.
    const detail = 'The challenge had expired when the work was committed to.';
    return { ...kept, status: 'accepted', reasons: ['challenge-expired'], detail };
  }
  const whole = paths.filter((path) => isWhole(path, paths, floors));
  if (whole.length === 0) {
    const { detail, reason } = missingReason(paths, floors);
    return { ...kept, floors, status: 'accepted', reasons: [reason], detail };
  }
  const detail = `Proved on ${whole.map(({ given }) => given.id).join(', ')}.`;
  return { status: 'verified', tier: 'T2', reasons: [], floors, detail };
}
