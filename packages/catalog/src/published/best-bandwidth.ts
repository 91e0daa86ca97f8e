import type { CatalogDevice } from '../device.ts';
import { measuredBandwidths } from './measured-bandwidths.ts';
import type { PublishedBandwidth } from './published-bandwidth.ts';
import { slugOfResult } from './slug-of-result.ts';

/** Benchmarks that only count writes, or derive bandwidth from another rate, are no read bandwidth. */
const indirect = /derived|write/i;
/** What exceeds the data sheet was served by a cache. */
const specSlack = 1.05;

let bySlug: ReadonlyMap<string | undefined, readonly PublishedBandwidth[]> | undefined;

/** The best bandwidth that others measured in this device's memory; undefined where nobody did. */
export function bestBandwidth(device: CatalogDevice): PublishedBandwidth | undefined {
  const { bandwidthBytesPerSecond: listed = Number.POSITIVE_INFINITY } = device;
  bySlug ??= Map.groupBy(
    measuredBandwidths.filter(({ metric }) => !indirect.test(metric)),
    slugOfResult,
  );
  return bySlug
    .get(device.slug)
    ?.filter(({ bandwidthBytesPerSecond }) => bandwidthBytesPerSecond <= specSlack * listed)
    .sort((a, b) => b.bandwidthBytesPerSecond - a.bandwidthBytesPerSecond)[0];
}
