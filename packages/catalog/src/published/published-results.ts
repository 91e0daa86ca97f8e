import { devices } from '../find-device.ts';
import { averagedThroughputs } from './averaged-throughputs.ts';
import { fluidBandwidths } from './fluid-bandwidths.ts';
import { measuredBandwidths } from './measured-bandwidths.ts';
import { multiDeviceThroughputs } from './multi-device-throughputs.ts';
import type { PublishedBandwidth } from './published-bandwidth.ts';
import type { PublishedThroughput } from './published-throughput.ts';
import { singleDeviceThroughputs } from './single-device-throughputs.ts';
import { slugOfResult } from './slug-of-result.ts';
import { systemThroughputs } from './system-throughputs.ts';

/** Every published memory bandwidth, whether or not its device is in the catalogue. */
export const publishedBandwidths: readonly PublishedBandwidth[] = [
  ...measuredBandwidths,
  ...fluidBandwidths,
];

/** Every published LLM throughput, whether or not its device is in the catalogue. */
export const publishedThroughputs: readonly PublishedThroughput[] = [
  ...singleDeviceThroughputs,
  ...averagedThroughputs,
  ...systemThroughputs,
  ...multiDeviceThroughputs,
];

/** What others published of one device. */
export interface PublishedResults {
  readonly bandwidths: readonly PublishedBandwidth[];
  readonly throughputs: readonly PublishedThroughput[];
}

const nothing: PublishedResults = { bandwidths: [], throughputs: [] };

function group(): ReadonlyMap<string, PublishedResults> {
  const bySlug = new Map<
    string,
    { bandwidths: PublishedBandwidth[]; throughputs: PublishedThroughput[] }
  >(devices.map(({ slug }) => [slug, { bandwidths: [], throughputs: [] }]));
  for (const result of publishedBandwidths) {
    bySlug.get(slugOfResult(result) ?? '')?.bandwidths.push(result);
  }
  for (const result of publishedThroughputs) {
    bySlug.get(slugOfResult(result) ?? '')?.throughputs.push(result);
  }
  return bySlug;
}

let grouped: ReadonlyMap<string, PublishedResults> | undefined;

/**
 * What others published of the device with that slug: results whose device name is exactly this
 * device's, after normalisation. Joined once, on first use.
 */
export function publishedResults(slug: string): PublishedResults {
  grouped ??= group();
  return grouped.get(slug) ?? nothing;
}
