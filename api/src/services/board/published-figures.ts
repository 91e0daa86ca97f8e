import type { CatalogDevice } from '@ridgeline/catalog/device';
import { bestBandwidth } from '@ridgeline/catalog/published/best-bandwidth';
import { publishedResults } from '@ridgeline/catalog/published/published-results';
import { recognizeModel } from '@ridgeline/roofline/models/recognize-model';
import type { Workload } from '@ridgeline/roofline/workload';
import type { DeviceDetail, Figure, LeaderboardEntry } from '@ridgeline/schema/responses';

/** The best bandwidth that others measured in this device's memory; undefined where nobody did. */
export function publishedBandwidth(device: CatalogDevice): Figure | undefined {
  const best = bestBandwidth(device);
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

/** Published results name few models; each name is read once. */
const modelIds = new Map<string, string | undefined>();

function modelIdOf(name: string): string | undefined {
  if (!modelIds.has(name)) modelIds.set(name, recognizeModel(name)?.id);
  return modelIds.get(name);
}

/** What others measured with exactly this model and quantization on a device. */
export function publishedThroughputs(
  slug: string,
  { model, quantization }: Workload,
): LeaderboardEntry['publishedResults'] {
  return publishedResults(slug)
    .throughputs.filter(
      (result) =>
        modelIdOf(result.model) === model.id &&
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
