import { suiteId } from '@ridgeline/kernels/suite';
import type { Workload } from '@ridgeline/roofline/workload';
import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import { groupKey } from '../../db/group-names.ts';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import type { Store } from '../../db/store.ts';
import { isUnavailable } from '../../db/store-error.ts';
import { within } from '../../db/store-fetch.ts';
import { BoundedMap } from '../bounded-map.ts';
import { catalogueCandidates } from './catalogue-entries.ts';
import { measuredCandidate } from './measured-entries.ts';
import { type Candidate, rankEntries } from './rank-entries.ts';
import type { SortDefinition } from './sorts.ts';

/** Workloads whose predictions one isolate remembers; the catalogue's board of one is four megabytes. */
const rememberedWorkloads = 8;

/**
 * Time for which an isolate trusts what it read, unless it wrote something itself. Shared caches keep a
 * page thirty times as long, and a revalidation within it costs the store nothing.
 */
const trustedMilliseconds = 1000;

/** A store that could not be reached is not asked again before: each try may take seconds. */
const pauseMilliseconds = 5000;

/** Who has rows that are a little old waits no longer than this for newer ones. */
const patienceSeconds = 3;

/** Where the rows come from: the store, or a dump. */
export type BoardSource = Pick<Store, 'readEntryChanges' | 'writeCount'>;

/** What a prediction depends on, beside the machine. */
export function workloadKey({ batchSize, contextTokens, id }: Workload): string {
  return `${id} ${batchSize} ${contextTokens}`;
}

/** What reads boards for one request, or for the schedule. */
export interface BoardReader {
  /** The boards as they were read within a second; while the store is gone, as they were read last. */
  read(): Promise<BoardSnapshot>;
  /** The same boards for somebody who is told, and may throw, before a new workload is predicted. */
  charging(onNewWorkload: () => void): BoardReader;
}

interface WorkloadBoard {
  readonly catalogue: readonly Candidate[];
  /** By the row itself: a changed row is another object, so nothing stale can be found. */
  readonly measured: WeakMap<EntryRow, Candidate>;
}

/** What the boards hold at one moment. */
export interface BoardSnapshot {
  /** Grows whenever a row changes: what was computed from one version stays right for it. */
  readonly version: number;
  /** How old the rows are, where the store could not be asked again; undefined otherwise. */
  readonly staleSeconds: number | undefined;
  /** Every row for a workload, in no order. */
  candidates(workload: Workload): readonly Candidate[];
  /** Every row for a workload, ordered and ranked among all. */
  ranked(workload: Workload, sort: SortDefinition): readonly LeaderboardEntry[];
  /** The measured rows as stored. */
  rows(): readonly EntryRow[];
}

/**
 * The boards of an isolate. It asks the store only which rows changed since the last time, so nothing
 * is predicted or ranked twice. What this isolate stored is visible at once, what others stored within
 * a second.
 */
export class Boards implements BoardReader {
  readonly #store: BoardSource;
  readonly #rows = new Map<string, EntryRow>();
  readonly #workloads = new BoundedMap<string, WorkloadBoard>(rememberedWorkloads);
  readonly #ranked = new BoundedMap<string, { version: number; entries: LeaderboardEntry[] }>(
    rememberedWorkloads,
  );
  #horizon = '0';
  #version = 0;
  /** When the store was asked, and how much this isolate had written by then. */
  #asked = { at: -Infinity, writeCount: -1 };
  #failedAt = -Infinity;

  constructor(store: BoardSource) {
    this.#store = store;
  }

  async read(onNewWorkload?: () => void): Promise<BoardSnapshot> {
    const { at, writeCount } = this.#asked;
    const now = Date.now();
    if (now - at < trustedMilliseconds && this.#store.writeCount() === writeCount) {
      return this.#snapshot(onNewWorkload);
    }
    if (now - this.#failedAt < pauseMilliseconds) return this.#staleSnapshot(onNewWorkload);
    try {
      const reading = () => this.readNow(onNewWorkload);
      return await (at === -Infinity ? reading() : within(patienceSeconds, reading));
    } catch (error) {
      const isGone = isUnavailable(error);
      if (!isGone || at === -Infinity) throw error;
      this.#failedAt = Date.now();
      return this.#staleSnapshot(onNewWorkload);
    }
  }

  /** The boards as the store has them at this moment. */
  async readNow(onNewWorkload?: () => void): Promise<BoardSnapshot> {
    const asked = { at: Date.now(), writeCount: this.#store.writeCount() };
    const { horizon, rows } = await this.#store.readEntryChanges(suiteId, this.#horizon);
    for (const row of rows) this.#take(row);
    this.#horizon = horizon;
    this.#asked = asked;
    return this.#snapshot(onNewWorkload);
  }

  charging(onNewWorkload: () => void): BoardReader {
    return {
      read: () => this.read(onNewWorkload),
      charging: (other) => this.charging(other),
    };
  }

  #staleSnapshot(onNewWorkload?: () => void): BoardSnapshot {
    const staleSeconds = Math.round((Date.now() - this.#asked.at) / 1000);
    return { ...this.#snapshot(onNewWorkload), staleSeconds };
  }

  #snapshot(onNewWorkload?: () => void): BoardSnapshot {
    return {
      staleSeconds: undefined,
      version: this.#version,
      candidates: (workload) => this.#candidates(workload, onNewWorkload),
      ranked: (workload, sort) => this.#rankedEntries(workload, sort, onNewWorkload),
      rows: () => [...this.#rows.values()],
    };
  }

  #take(row: EntryRow): void {
    const key = groupKey(row);
    const known = this.#rows.get(key);
    if (row.runCount === 0) {
      // Of a group whose runs are all held or withdrawn nothing is remembered.
      if (this.#rows.delete(key)) this.#version += 1;
      return;
    }
    // Rows near the horizon are sent again and again: keep the object that predictions hang on.
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(row)) return;
    this.#rows.set(key, row);
    this.#version += 1;
  }

  #candidates(workload: Workload, onNewWorkload?: () => void): readonly Candidate[] {
    const key = workloadKey(workload);
    let board = this.#workloads.get(key);
    if (board === undefined) {
      onNewWorkload?.();
      board = { catalogue: catalogueCandidates(workload), measured: new WeakMap() };
      this.#workloads.set(key, board);
    }
    const candidates = [...board.catalogue];
    for (const row of this.#rows.values()) {
      const candidate = board.measured.get(row) ?? measuredCandidate(row, workload);
      if (candidate === undefined) continue;
      board.measured.set(row, candidate);
      candidates.push(candidate);
    }
    return candidates;
  }

  #rankedEntries(
    workload: Workload,
    sort: SortDefinition,
    onNewWorkload?: () => void,
  ): readonly LeaderboardEntry[] {
    const key = `${workloadKey(workload)} ${sort.id}`;
    const known = this.#ranked.get(key);
    if (known?.version === this.#version) return known.entries;
    const entries = rankEntries(this.#candidates(workload, onNewWorkload), sort);
    this.#ranked.set(key, { version: this.#version, entries });
    return entries;
  }
}
