import { submission } from '@ridgeline/schema/submission';
import type { SoftwarePathFacts } from '../src/db/facts.ts';
import { type GroupNames, groupKey } from '../src/db/group-names.ts';
import { derivedRows } from '../src/db/queries/derived-rows.ts';
import type { EntryPeakRow, EntryRow } from '../src/db/queries/read-entries.ts';
import {
  derivedRecord,
  evaluateSubmission,
} from '../src/services/evaluation/evaluate-submission.ts';

/** A line of the dump's `submissions-*.jsonl`. */
export interface DumpedSubmission {
  readonly id: string;
  readonly owner: string | null;
  readonly receivedAt: string;
  readonly status: string;
  readonly tier: string;
  readonly reasons: readonly string[];
  readonly verifiedPaths: readonly string[];
  readonly body: unknown;
}

type Derived = ReturnType<typeof derivedRows>;
type PeakRow = Derived['peaks'][number];
type CountedPeak = PeakRow & { readonly evidence: number };

/** Rows of one device × backend × runtime. */
interface Group {
  readonly paths: Map<string, Derived['paths'][number]>;
  readonly finishedAt: Map<string, Date>;
  readonly peaks: CountedPeak[];
  hasLabRun: boolean;
}

/** An owner's median for one peak. */
interface OwnerPeak {
  readonly values: readonly CountedPeak[];
  readonly value: number;
  readonly best: number;
}

const largestCount = 2_147_483_647;

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}

/** Postgres' `percentile_cont(0.5)`, to the last bit. */
function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const position = 0.5 * (ascending.length - 1);
  const low = ascending[Math.floor(position)] ?? Number.NaN;
  const high = ascending[Math.ceil(position)] ?? Number.NaN;
  return low + (position - Math.floor(position)) * (high - low);
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

function entryPeak(peak: string, rows: readonly CountedPeak[]): EntryPeakRow {
  const owners: OwnerPeak[] = [...grouped(rows, ({ owner }) => owner).values()].map((values) => ({
    values,
    value: median(values.map(({ value }) => value)),
    best: median(values.map(({ best }) => best)),
  }));
  const medians = owners.map(({ value }) => value).sort((a, b) => a - b);
  const count = owners.length;
  // 0.98 √n is half the width of 95 % of a binomial: the interval lies between two order statistics.
  const lowRank = Math.max(1, 1 + Math.floor(count / 2 - 0.98 * Math.sqrt(count)));
  return {
    peak,
    value: median(medians),
    best: median(owners.map(({ best }) => best)),
    low: medians[lowRank - 1] ?? Number.NaN,
    high: medians[count - lowRank] ?? Number.NaN,
    lowRank,
    ownerCount: count,
    runCount: rows.length,
    sampleCount: Math.min(
      largestCount,
      rows.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    ),
    kernel: largest(rows.map(({ kernel }) => kernel)),
    dtype: largest(rows.map(({ dtype }) => dtype)),
  };
}

/** The row of a group: only runs of the best evidence count. Undefined where no run counts. */
function entryOf({ finishedAt, hasLabRun, paths, peaks }: Group): EntryRow | undefined {
  const level = Math.max(...peaks.map(({ evidence }) => evidence));
  const counted = peaks.filter(({ evidence }) => evidence === level);
  const [first] = counted;
  if (first === undefined) return undefined;
  const newest = largest(counted.map(({ submissionId }) => submissionId));
  const path = paths.get(newest);
  const byPeak = [...grouped(counted, ({ peak }) => peak)].sort(([a], [b]) => (a < b ? -1 : 1));
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
    measuredAt: finishedAt.get(newest)?.toISOString() ?? null,
    device: path?.device ?? null,
    softwarePath: path === undefined ? null : asStored<SoftwarePathFacts>(path.softwarePath),
    peaks: byPeak.map(([peak, rows]) => entryPeak(peak, rows)),
  };
}

/** Gathers submissions of a dump and computes the rows of the board without a database. */
export class EntryRecomputation {
  readonly #groups = new Map<string, Group>();

  add(sent: DumpedSubmission): void {
    const result = evaluateSubmission(submission.parse(sent.body));
    if (!result.isPossible) throw new Error(`Submission ${sent.id} contradicts itself.`);
    const record = derivedRecord(result.evaluation);
    const { id, owner, receivedAt } = sent;
    const identity = { id, owner: owner ?? undefined, receivedAt: new Date(receivedAt) };
    const { paths, peaks } = derivedRows(identity, record, sent);
    for (const path of paths) {
      const group = this.#groupOf(path);
      group.paths.set(id, path);
      group.finishedAt.set(id, record.finishedAt);
      group.hasLabRun ||= sent.tier === 'T4' && sent.status === 'verified';
    }
    for (const peak of peaks) {
      const { evidence } = peak;
      if (evidence !== null) this.#groupOf(peak).peaks.push({ ...peak, evidence });
    }
  }

  /** Every row with at least one run that counts. */
  entries(): EntryRow[] {
    return [...this.#groups.values()].flatMap((group) => entryOf(group) ?? []);
  }

  #groupOf(names: GroupNames): Group {
    const key = groupKey(names);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { paths: new Map(), finishedAt: new Map(), peaks: [], hasLabRun: false };
    this.#groups.set(key, group);
    return group;
  }
}
