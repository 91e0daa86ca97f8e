import type { CatalogDevice } from '@ridgeline/catalog/device';
import { publishedResults } from '@ridgeline/catalog/published/published-results';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceDetail, Figure, LeaderboardEntry } from '@ridgeline/schema/responses';

/** Benchmarks that derive bandwidth from another rate, or only count writes, are no read bandwidth. */
const indirect = /derived|write/i;
/** What exceeds the data sheet was served by a cache. */
const specSlack = 1.05;

/** The best bandwidth that others measured in this device's memory; undefined where nobody did. */
export function publishedBandwidth(device: CatalogDevice): Figure | undefined {
  const [best] = publishedResults(device.slug)
    .bandwidths.filter(
      ({ bandwidthBytesPerSecond, metric }) =>
        !indirect.test(metric) &&
        bandwidthBytesPerSecond <= specSlack * device.bandwidthBytesPerSecond,
    )
    .toSorted((a, b) => b.bandwidthBytesPerSecond - a.bandwidthBytesPerSecond);
  if (best === undefined) return undefined;
  const source = `${best.benchmark}, ${best.metric}: ${best.source}`;
  return { value: best.bandwidthBytesPerSecond, basis: 'published', source };
}

/** Every published bandwidth of a device, as its page shows them. */
export function publishedBandwidthsOf(slug: string): DeviceDetail['publishedBandwidths'] {
  return publishedResults(slug).bandwidths.map(
    ({ bandwidthBytesPerSecond, benchmark, metric, source }) => ({
      benchmark,
      metric,
      value: bandwidthBytesPerSecond,
      source,
    }),
  );
}

/** What others measured with exactly this model and quantization on a device. */
export function publishedThroughputs(
  slug: string,
  { model, quantization }: Workload,
): LeaderboardEntry['publishedResults'] {
  return publishedResults(slug)
    .throughputs.filter(
      (result) =>
        model.aliases.includes(result.model.toLowerCase()) &&
        // Aliases name related formats too; only this very format is the same result.
        quantization.id === result.quantization.toLowerCase(),
    )
    .map(({ backend, decodeTokensPerSecond, prefillTokensPerSecond, source }) => ({
      backend,
      source,
      ...(prefillTokensPerSecond === undefined ? {} : { prefillTokensPerSecond }),
      ...(decodeTokensPerSecond === undefined ? {} : { decodeTokensPerSecond }),
    }));
}
