import { medianInterval, medianRank } from '@ridgeline/statistics/order-statistic-interval';
import { median } from '@ridgeline/statistics/quantile';

/** The median over owners of one figure of a group of runs. */
export interface GroupMedian {
  readonly value: number;
  /** Interval of the median: the owners at `lowRank` from both ends. */
  readonly low: number;
  readonly high: number;
  readonly lowRank: number;
  readonly ownerCount: number;
}

/**
 * The figure of a group: each owner counts once, with the median of its runs, so that nobody gains
 * weight by sending more of them. The database has the same rule.
 * @param runsByOwner figures of each owner's runs, at least one each
 */
export function groupMedian(runsByOwner: readonly (readonly number[])[]): GroupMedian {
  const owners = runsByOwner.map((runs) => median(runs));
  const { high, low } = medianInterval(owners);
  const ownerCount = owners.length;
  return { value: median(owners), low, high, lowRank: medianRank(ownerCount), ownerCount };
}
