import type { SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { groupMedian } from '@ridgeline/evaluation/group-median';
import { submission } from '@ridgeline/schema/submission';
import { type GroupNames, groupKey } from '../src/db/group-names.ts';
import { derivedRows } from '../src/db/queries/derived-rows.ts';
import type { EntryPeakRow, EntryRow } from '../src/db/queries/read-entries.ts';
import { derivedRecord } from '../src/services/derived-record.ts';

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

function entryPeak(peak: string, rows: readonly CountedPeak[]): EntryPeakRow {
  const owners = [...grouped(rows, ({ owner }) => owner).values()];
  const of = (figure: 'value' | 'best') => owners.map((runs) => runs.map((run) => run[figure]));
  return {
    peak,
    ...groupMedian(of('value')),
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
    const record = derivedRecord(evaluate(submission.parse(sent.body)));
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
