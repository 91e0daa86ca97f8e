import { devices as catalogue, findDevice } from '@ridgeline/catalog/find-device';
import { type DeviceSummary, devicePage } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { listedSummary } from '../services/board/catalogue-entries.ts';
import { measuredSummary } from '../services/board/measured-entries.ts';
import { openCursor, queryIdentity, sealCursor } from '../services/cursor.ts';
import type { Services } from '../services/services.ts';
import { deviceFilters, priceFilter, searchFilter } from './filter-parameters.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, none } from './route.ts';

const query = z.strictObject({
  ...deviceFilters,
  price: priceFilter,
  search: searchFilter,
  limit: pageLimit,
  cursor: pageCursor,
});

type Counted = DeviceSummary & { runCount: number };

/** The catalogue and what measured itself, by slug. */
async function allDevices({ boards }: Services): Promise<Counted[]> {
  const bySlug = new Map<string, Counted>(
    catalogue.map((device) => [device.slug, { ...listedSummary(device), runCount: 0 }]),
  );
  for (const { device, runCount } of (await boards.read()).rows()) {
    if (device === null) continue;
    const known = bySlug.get(device.slug) ?? { ...measuredSummary(device), runCount: 0 };
    // Each path counts the same runs: the busiest one tells.
    bySlug.set(device.slug, { ...known, runCount: Math.max(known.runCount, runCount) });
  }
  return [...bySlug.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

function costsAtMost(slug: string, amount: number): boolean {
  const prices = findDevice(slug)?.prices ?? [];
  return prices.some(({ amountUsd, per }) => per === 'device' && amountUsd <= amount);
}

function matches(device: DeviceSummary, filter: z.output<typeof query>): boolean {
  const [vendor, search] = [filter.vendor?.toLowerCase(), filter.search?.toLowerCase()];
  const { kind, memory, price } = filter;
  return (
    (kind === undefined || device.kind === kind) &&
    (vendor === undefined || device.vendor.toLowerCase() === vendor) &&
    (memory === undefined || (device.memoryBytes ?? 0) >= memory) &&
    (price === undefined || costsAtMost(device.slug, price)) &&
    (search === undefined ||
      `${device.vendor} ${device.name} ${device.slug}`.toLowerCase().includes(search))
  );
}

export const listDevices = defineRoute({
  method: 'GET',
  path: '/v1/devices',
  id: 'listDevices',
  summary: 'Devices of the catalogue and those that measured themselves, by slug',
  access: 'public',
  params: none,
  query,
  responses: { 200: { description: 'One page of devices.', schema: devicePage } },
  problems: [],
  async handle({ answer, query: given, services }) {
    const { cursor, limit = defaultPageLimit } = given;
    const identity = queryIdentity('devices', given);
    const after = (await openCursor(services.cursors, identity, cursor)) ?? '';
    const matching = (await allDevices(services)).filter(
      (device) => device.slug > after && matches(device, given),
    );
    const shown = matching.slice(0, limit);
    const last = matching.length > limit ? shown.at(-1) : undefined;
    const nextCursor =
      last === undefined ? null : await sealCursor(services.cursors, identity, last.slug);
    const devices = shown.map((device) => ({
      ...device,
      url: services.link(`/v1/devices/${device.slug}`),
    }));
    return answer(200, { devices, nextCursor }, nextLink('/v1/devices', given, nextCursor));
  },
});
