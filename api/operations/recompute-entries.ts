import type { SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import { groupMedian } from '@ridgeline/evaluation/group-median';
import { majorityFacts } from '@ridgeline/evaluation/majority-facts';
import { submission } from '@ridgeline/schema/submission';
import { type GroupNames, groupKey } from '../src/db/group-names.ts';
import { derivedRows } from '../src/db/queries/derived-rows.ts';
import type { EntryPeakRow, EntryRow } from '../src/db/queries/read-entries.ts';
import { derivedRecord } from '../src/services/derived-record.ts';

/** A line of the dump's `submissions-*.jsonl`. */
export interface DumpedSubmission {
  readonly id: string;
  readonly owner: string | null;
  /** Null for unsigned runs. */
  readonly standing: OwnerStanding | null;
  readonly receivedAt: string;
  readonly status: string;
  readonly tier: string;
  readonly reasons: readonly string[];
  readonly floors: readonly ProvedFloor[];
  readonly body: unknown;
  /** As it was received, where that is not how the body is written here. */
  readonly bodyText?: string;
}

/** How far an owner is somebody of its own, as the store found it. */
interface OwnerStanding {
  readonly voice: string;
  readonly firstSeenAt: string;
  readonly countedSince: string | null;
}

type Standings = ReadonlyMap<string, OwnerStanding>;

type Derived = ReturnType<typeof derivedRows>;
type PeakRow = Derived['peaks'][number];
type CountedPeak = PeakRow & { readonly evidence: number };

/** Rows of one device × backend × runtime. */
interface Group {
  readonly paths: Map<string, Derived['paths'][number]>;
  readonly times: Map<string, { readonly receivedAt: string; readonly finishedAt: Date }>;
  readonly peaks: CountedPeak[];
  hasLabRun: boolean;
}

const largestCount = 2_147_483_647;

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}

function largest(texts: readonly string[]): string {
  return texts.reduce((a, b) => (a > b ? a : b));
}

/** `jsonb` keeps shorter keys first, and the published document has its order. */
function asStored<T extends object>(value: T): T {
  const order = ([a]: [string, unknown], [b]: [string, unknown]): number =>
    a.length - b.length || (a < b ? -1 : 1);
  return Object.fromEntries(Object.entries(value).sort(order)) as T;
}

/** The median over owners of their proofs' floors, and the last of the proofs; of all or of some owners. */
function proofOf(owners: readonly (readonly CountedPeak[])[]) {
  const floors = owners.map((runs) => runs.flatMap(({ floor }) => floor ?? []));
  const proved = floors.filter((own) => own.length > 0);
  const runs = owners.flat();
  const kernels = runs.flatMap(({ proofKernel }) => proofKernel ?? []);
  const times = runs.flatMap(({ provedAt }) => provedAt?.toISOString() ?? []);
  return {
    proofKernel: kernels.length === 0 ? null : largest(kernels),
    floor: proved.length === 0 ? null : groupMedian(proved).value,
    provedAt: times.length === 0 ? null : largest(times),
  };
}

/** The runs of each owner with a vote: the first of each voice; independent ones alone, where there are any. */
function votingOwners(rows: readonly CountedPeak[], standings: Standings) {
  const order = (owner: string): string => {
    const { countedSince = null, firstSeenAt = '' } = standings.get(owner) ?? {};
    return `${countedSince === null ? 1 : 0} ${firstSeenAt} ${owner}`;
  };
  const owners = [...grouped(rows, ({ owner }) => owner)].sort(([a], [b]) =>
    order(a) < order(b) ? -1 : 1,
  );
  const voices = new Map<string, (typeof owners)[number]>();
  for (const each of owners) {
    const voice = standings.get(each[0])?.voice ?? each[0];
    if (!voices.has(voice)) voices.set(voice, each);
  }
  const firsts = [...voices.values()];
  const isCounted = (owner: string): boolean => standings.get(owner)?.countedSince != null;
  const counted = firsts.filter(([owner]) => isCounted(owner));
  const voting = counted.length > 0 ? counted : firsts;
  return { independentOwnerCount: counted.length, owners: voting.map(([, runs]) => runs) };
}

/** A peak from the rows of the best evidence that any owner reached for it. */
function entryPeak(peak: string, all: readonly CountedPeak[], standings: Standings): EntryPeakRow {
  const evidence = Math.max(...all.map((row) => row.evidence));
  const best = all.filter((row) => row.evidence === evidence);
  const { independentOwnerCount, owners } = votingOwners(best, standings);
  const rows = owners.flat();
  const of = (figure: 'value' | 'best') => owners.map((runs) => runs.map((run) => run[figure]));
  return {
    peak,
    evidence,
    ...proofOf(owners),
    ...groupMedian(of('value')),
    independentOwnerCount,
    best: groupMedian(of('best')).value,
    runCount: rows.length,
    sampleCount: Math.min(
      largestCount,
      rows.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    ),
    kernel: largest(rows.map(({ kernel }) => kernel)),
    dtype: largest(rows.map(({ dtype }) => dtype)),
  };
}

/**
 * The row of a group: runs of the best evidence of any figure say what it is, each figure has its own.
 * Undefined where no run counts.
 */
function entryOf(
  { hasLabRun, paths, peaks, times }: Group,
  standings: Standings,
): EntryRow | undefined {
  const level = Math.max(...peaks.map(({ evidence }) => evidence));
  const counted = peaks.filter(({ evidence }) => evidence === level);
  const [first] = counted;
  if (first === undefined) return undefined;
  const arrival = (id: string): string => `${times.get(id)?.receivedAt} ${id}`;
  const newestOf = (rows: readonly CountedPeak[]): string =>
    rows
      .map(({ submissionId }) => submissionId)
      .reduce((a, b) => (arrival(a) > arrival(b) ? a : b));
  const { owners } = votingOwners(counted, standings);
  const newest = newestOf(owners.flat());
  // The newest run of each owner with a vote is one.
  const votes = owners
    .map(newestOf)
    .sort((a, b) => (arrival(a) < arrival(b) ? -1 : 1))
    .flatMap((id) => paths.get(id) ?? []);
  const byPeak = [...grouped(peaks, ({ peak }) => peak)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    suite: first.suite,
    deviceSlug: first.deviceSlug,
    backend: first.backend,
    runtimeName: first.runtimeName,
    evidence: level,
    hasLabRun,
    ownerCount: new Set(counted.map(({ owner }) => owner)).size,
    runCount: new Set(counted.map(({ submissionId }) => submissionId)).size,
    newestSubmissionId: newest,
    measuredAt: times.get(newest)?.finishedAt.toISOString() ?? null,
    device: majorityFacts(votes.map(({ device }) => device)),
    softwarePath: asStored(
      majorityFacts<SoftwarePathFacts>(votes.map((vote) => vote.softwarePath)),
    ),
    peaks: byPeak.map(([peak, rows]) => entryPeak(peak, rows, standings)),
  };
}

/** Gathers submissions of a dump and computes the rows of the board without a database. */
export class EntryRecomputation {
  readonly #groups = new Map<string, Group>();
  readonly #standings = new Map<string, OwnerStanding>();

  add(sent: DumpedSubmission): void {
    const record = derivedRecord(evaluate(submission.parse(sent.body)), sent);
    const { id, owner, receivedAt, standing } = sent;
    if (owner !== null && standing !== null) this.#standings.set(owner, standing);
    const identity = { id, owner: owner ?? undefined, receivedAt: new Date(receivedAt) };
    const { paths, peaks } = derivedRows(identity, record, sent);
    for (const path of paths) {
      const group = this.#groupOf(path);
      group.paths.set(id, path);
      group.times.set(id, { receivedAt, finishedAt: record.finishedAt });
      group.hasLabRun ||= sent.tier === 'T4' && sent.status === 'verified';
    }
    for (const peak of peaks) {
      const { evidence } = peak;
      if (evidence !== null) this.#groupOf(peak).peaks.push({ ...peak, evidence });
    }
  }

  /** Every row with at least one run that counts. */
  entries(): EntryRow[] {
    return [...this.#groups.values()].flatMap((group) => entryOf(group, this.#standings) ?? []);
  }

  #groupOf(names: GroupNames): Group {
    const key = groupKey(names);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { paths: new Map(), times: new Map(), peaks: [], hasLabRun: false };
    this.#groups.set(key, group);
    return group;
  }
}
