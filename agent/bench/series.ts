/** Timed executions of one contender at one task, over all rounds. */
export interface Series {
  readonly contender: string;
  readonly task: string;
  /** Flops or bytes of one execution, by the task's declared cost. */
  readonly work: number;
  readonly unit: 'flops' | 'bytes';
  readonly seconds: number[];
}

/** Work a second of the fastest execution: what the machine can do. */
export function bestRate({ work, seconds }: Series): number {
  return seconds.length === 0 ? Number.NaN : work / Math.min(...seconds);
}

/** Work a second of the middle execution: what it does under the present load. */
export function medianRate({ work, seconds }: Series): number {
  const sorted = seconds.toSorted((a, b) => a - b);
  return work / (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

/** All series, made at their first samples. */
export class SeriesTable {
  readonly all: Series[] = [];

  add(series: Omit<Series, 'seconds'>, seconds: readonly number[]): void {
    let found = this.find(series.contender, series.task);
    if (found === undefined) {
      found = { ...series, seconds: [] };
      this.all.push(found);
    }
    found.seconds.push(...seconds);
  }

  find(contender: string, task: string): Series | undefined {
    return this.all.find((each) => each.contender === contender && each.task === task);
  }
}
