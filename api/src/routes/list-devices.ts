import { devices as catalogue, findDevice } from '@ridgeline/catalog/find-device';
import { filterParameters, passesFilters } from '@ridgeline/schema/filters/apply-filters';
import { deviceFilters } from '@ridgeline/schema/filters/filters';
import { type DeviceSummary, devicePage } from '@ridgeline/schema/responses';
import { z } from 'zod';
import type { BoardSnapshot } from '../services/board/boards.ts';
import { listedSummary } from '../services/board/catalogue-entries.ts';
import { measuredSummary } from '../services/board/measured-entries.ts';
import { openCursor, queryIdentity, sealCursor } from '../services/cursor.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { nextLink } from './next-link.ts';
import { defaultPageLimit, pageCursor, pageLimit } from './query.ts';
import { defineRoute, none } from './route.ts';

const query = z.strictObject({
  ...filterParameters(deviceFilters),
  limit: pageLimit,
  cursor: pageCursor,
});

type Counted = DeviceSummary & { runCount: number };

/** The catalogue and what measured itself, by slug. */
function allDevices(snapshot: BoardSnapshot): Counted[] {
  const bySlug = new Map<string, Counted>(
    catalogue.map((device) => [device.slug, { ...listedSummary(device), runCount: 0 }]),
  );
  for (const { device, runCount } of snapshot.rows()) {
    if (device === null) continue;
    const known = bySlug.get(device.slug) ?? { ...measuredSummary(device), runCount: 0 };
    // Each path counts the same runs: the busiest one tells.
    bySlug.set(device.slug, { ...known, runCount: Math.max(known.runCount, runCount) });
  }
  return [...bySlug.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

function matches(device: DeviceSummary, given: z.output<typeof query>): boolean {
  const prices = [...(findDevice(device.slug)?.prices ?? [])];
  return passesFilters(deviceFilters, given, { device, prices });
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
    const snapshot = await services.boards.read();
    const matching = allDevices(snapshot).filter(
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
    const { headers } = nextLink('/v1/devices', given, nextCursor);
    const stale = staleHeaders(snapshot);
    return answer(200, { devices, nextCursor }, { headers: { ...headers, ...stale } });
  },
});
