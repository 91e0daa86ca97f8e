import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LeaderboardEntry } from '../responses.ts';
import { filterParameters, passesFilters } from './apply-filters.ts';
import { defineFilter } from './filter.ts';
import { filters } from './filters.ts';

const entry: LeaderboardEntry = {
  rank: null,
  isHeadline: true,
  basis: 'spec',
  device: {
    slug: 'example-gpu',
    name: 'Example GPU',
    vendor: 'Example',
    kind: 'gpu',
    launchYear: 2024,
    isListed: true,
    isSoftwareAdapter: false,
  },
  softwarePath: null,
  suite: null,
  peaks: { computeFlopsPerSecond: {}, matvecBytesPerSecond: {} },
  prediction: null,
  limit: null,
  publishedResults: [],
  prices: [],
  tier: null,
  evidence: null,
  ownerCount: 0,
  runCount: 0,
  isPreliminary: false,
  measuredAt: null,
  submissionId: null,
};

/** A filter that the board does not have. */
const sinceFilter = defineFilter({
  name: 'since',
  title: 'Sold since',
  schema: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  description: 'First sold in this year or later.',
  example: 2024,
  subject: 'device',
  isOfRun: false,
  control: { kind: 'select', options: [{ id: '2024', title: '2024' }] },
  matches: ({ device }, year) => (device.launchYear ?? 0) >= year,
});

describe('the list of filters', () => {
  it('has one filter for each name', () => {
    expect(new Set(filters.map(({ name }) => name)).size).toBe(filters.length);
  });

  it.each(filters.map((filter) => [filter.name, filter] as const))(
    'offers for %s only choices that its own schema takes',
    (_name, { control, example, schema }) => {
      const options = 'options' in control ? control.options.map(({ id }) => id) : [];
      for (const value of [...options, ...(example === undefined ? [] : [String(example)])]) {
        expect(schema.safeParse(value).error, value).toBeUndefined();
      }
    },
  );
});

describe('a filter added to the list', () => {
  const extended = [...filters, sinceFilter];

  it('is a parameter with its documentation', () => {
    const query = z.strictObject(filterParameters(extended));
    expect(query.parse({ since: '2024', kind: 'gpu' })).toEqual({ since: 2024, kind: 'gpu' });
    expect(query.shape.since.meta()).toEqual({
      description: 'First sold in this year or later.',
      example: 2024,
    });
    expect(z.strictObject(filterParameters(filters)).safeParse({ since: '2024' }).success).toBe(
      false,
    );
  });

  it('decides which rows the board shows, together with the others', () => {
    expect(passesFilters(extended, { since: 2024, kind: 'gpu' }, entry)).toBe(true);
    expect(passesFilters(extended, { since: 2025, kind: 'gpu' }, entry)).toBe(false);
    expect(passesFilters(extended, { since: 2024, kind: 'cpu' }, entry)).toBe(false);
    expect(passesFilters(extended, {}, entry)).toBe(true);
  });
});

it('does not judge a device by what only rows have', () => {
  const { device, prices } = entry;
  // @ts-expect-error: a device alone has no tier
  expect(passesFilters(filters, { tier: 'T2' }, { device, prices })).toBe(false);
});
