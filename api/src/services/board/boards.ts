import { suiteId } from '@ridgeline/kernels/suite';
import type { Workload } from '@ridgeline/roofline/workload';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import type { Store } from '../../db/store.ts';
import { catalogueCandidates } from './catalogue-entries.ts';
import { measuredCandidate } from './measured-entries.ts';
import type { Candidate } from './rank-entries.ts';

/** Workloads whose predictions one isolate remembers; a board of one is about a megabyte. */
const rememberedWorkloads = 24;

/** What a prediction depends on, beside the machine. */
function workloadKey({ batchSize, contextTokens, id }: Workload): string {
  return `${id} ${batchSize} ${contextTokens}`;
}

interface WorkloadBoard {
  readonly catalogue: readonly Candidate[];
  /** By the row itself: a changed row is another object, so nothing stale can be found. */
  readonly measured: WeakMap<EntryRow, Candidate>;
}

/**
 * The boards of an isolate. Each request asks the store which rows changed since the last one, so a
 * run is visible as soon as it is stored, yet nothing is predicted twice.
 */
export class Boards {
  readonly #store: Store;
  readonly #rows = new Map<string, EntryRow>();
  readonly #workloads = new Map<string, WorkloadBoard>();
  #horizon = '0';

  constructor(store: Store) {
    this.#store = store;
  }

  /** Every row for a workload, in no order. */
  async candidates(workload: Workload): Promise<readonly Candidate[]> {
    await this.#refresh();
    const board = this.#board(workload);
    const measured = [...this.#rows.values()].flatMap((row) => {
      let known = board.measured.get(row);
      if (known === undefined) {
        known = measuredCandidate(row, workload);
        if (known !== undefined) board.measured.set(row, known);
      }
      return known ?? [];
    });
    return [...measured, ...board.catalogue];
  }

  /** The measured rows as stored. */
  async rows(): Promise<readonly EntryRow[]> {
    await this.#refresh();
    return [...this.#rows.values()].filter(({ runCount }) => runCount > 0);
  }

  async #refresh(): Promise<void> {
    const { horizon, rows } = await this.#store.readEntryChanges(suiteId, this.#horizon);
    for (const row of rows) {
      const key = [row.suite, row.deviceSlug, row.backend, row.runtimeName].join('\n');
      const known = this.#rows.get(key);
      // Rows near the horizon are sent again and again: keep the object that predictions hang on.
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(row)) continue;
      this.#rows.set(key, row);
    }
    this.#horizon = horizon;
  }

  #board(workload: Workload): WorkloadBoard {
    const key = workloadKey(workload);
    const known = this.#workloads.get(key);
    const board = known ?? { catalogue: catalogueCandidates(workload), measured: new WeakMap() };
    // Re-inserted last: a Map iterates in order of insertion, so the first is the least used.
    this.#workloads.delete(key);
    this.#workloads.set(key, board);
    if (this.#workloads.size > rememberedWorkloads) {
      const [oldest] = this.#workloads.keys();
      if (oldest !== undefined) this.#workloads.delete(oldest);
    }
    return board;
  }
}
