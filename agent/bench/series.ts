import { median } from '@ridgeline/statistics/quantile';

/** Timed executions of one contender at one task. */
export interface Series {
  readonly contender: string;
  readonly task: string;
  /** Flops or bytes of one execution, by the task's declared cost. */
  readonly work: number;
  readonly unit: 'flops' | 'bytes';
  /** Seconds of each execution, by round. */
  readonly rounds: (readonly number[])[];
}

/** Work a second of the fastest execution: what the machine can do. */
export function bestRate({ work, rounds }: Series): number {
  return work / Math.min(...rounds.flat());
}

/** Work a second of the middle execution: what it does under the present load. */
export function medianRate({ work, rounds }: Series): number {
  return work / median(rounds.flat());
}

/** Ratio of the best executions of all rounds, ours over theirs. */
export function bestRatio(ours: Series, theirs: Series): number {
  return bestRate(ours) / bestRate(theirs);
}

/**
 * Median over the rounds of the ratio of the best executions within a round. Turns of one round are
 * seconds apart, so a machine that other guests slow down for minutes slows both down.
 */
export function pairedRatio(ours: Series, theirs: Series): number {
  const rounds = Math.min(ours.rounds.length, theirs.rounds.length);
  const ofRound = (series: Series, round: number): Series => ({
    ...series,
    rounds: series.rounds.slice(round, round + 1),
  });
  return median(
    Array.from({ length: rounds }, (_, round) =>
      bestRatio(ofRound(ours, round), ofRound(theirs, round)),
    ),
  );
}

/** All series, made at their first samples. */
export class SeriesTable {
  readonly all: Series[] = [];

  /** Adds the samples of one more round. */
  add(series: Omit<Series, 'rounds'>, seconds: readonly number[]): void {
    let found = this.find(series.contender, series.task);
    if (found === undefined) {
      found = { ...series, rounds: [] };
      this.all.push(found);
    }
    found.rounds.push(seconds);
  }

  find(contender: string, task: string): Series | undefined {
    return this.all.find((each) => each.contender === contender && each.task === task);
  }
}
