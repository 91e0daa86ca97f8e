import { deviceSlug } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { badgeSvg } from '../services/badge.ts';
import { defaultSort } from '../services/board/read-leaderboard.ts';
import { findSort } from '../services/board/sorts.ts';
import { defineRoute, revalidated } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

/** `GET /badge/{slug}.svg`. */
export const getBadge = defineRoute({
  method: 'GET',
  path: '/badge/{slug}.svg',
  id: 'getBadge',
  summary: 'A picture to embed: what a device is predicted to do',
  access: 'public',
  params: z.strictObject({ slug: deviceSlug }),
  query: z.strictObject(workloadParameters),
  responses: { 200: { description: 'An SVG.', mediaType: 'image/svg+xml' } },
  cacheControl: revalidated,
  async handle({ params, query, services }) {
    const workload = requireWorkload(query);
    const snapshot = await services.boards.read();
    const entries = snapshot
      .ranked(workload, findSort(defaultSort(workload)))
      .filter(({ device }) => device.slug === params.slug);
    const entry = entries.find(({ isHeadline }) => isHeadline) ?? entries[0];
    if (entry === undefined) {
      throw new ProblemError('not-found', 'No device has this slug; see /v1/devices.');
    }
    return { body: badgeSvg(entry, entry.device.name) };
  },
});
