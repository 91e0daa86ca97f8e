import { expect, test } from 'vitest';
import { devices } from '../find-device.ts';
import {
  publishedBandwidths,
  publishedResults,
  publishedThroughputs,
} from './published-results.ts';

test('a device shows what was published of exactly it', () => {
  const results = publishedResults('nvidia-geforce-rtx-4090');
  expect(
    results.throughputs.some(
      ({ backend, decodeTokensPerSecond }) =>
        backend === 'CUDA' && decodeTokensPerSecond === 186.21,
    ),
  ).toBe(true);
  expect(
    results.throughputs.every(
      ({ device }) => /4090/.test(device) && !/4090 D|Laptop|\*/.test(device),
    ),
  ).toBe(true);
  expect(results.bandwidths.length).toBeGreaterThan(1);
  expect(publishedResults('no-such-device')).toEqual({ bandwidths: [], throughputs: [] });
});

test('every result has a source, and the join finds most single-device results', () => {
  for (const result of [...publishedBandwidths, ...publishedThroughputs]) {
    expect([result, result.source.length > 4]).toEqual([result, true]);
  }
  expect(publishedBandwidths).toHaveLength(459);
  expect(publishedThroughputs).toHaveLength(414);
  const joined = devices.flatMap(({ slug }) => publishedResults(slug).throughputs);
  expect(new Set(joined).size).toBe(joined.length);
  expect(joined.length).toBeGreaterThan(170);
});
