import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { badgeSvg } from '../services/badge.ts';
import { defaultSort } from '../services/board/read-leaderboard.ts';
import { findSort } from '../services/board/sorts.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { devicePath } from './path-parameters.ts';
import { defineRoute } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

export const getBadge = defineRoute({
  method: 'GET',
  path: '/badge/{slug}.svg',
  id: 'getBadge',
  summary: 'A picture to embed: what a device is predicted to do',
  access: 'public',
  params: devicePath,
  query: z.strictObject(workloadParameters),
  responses: { 200: { description: 'An SVG.', mediaType: 'image/svg+xml' } },
  problems: [],
  async handle({ answer, params, query, services }) {
    const workload = requireWorkload(query);
    const snapshot = await services.boards.read();
    const entries = snapshot
      .ranked(workload, findSort(defaultSort(workload)))
      .filter(({ device }) => device.slug === params.slug);
    const entry = entries.find(({ isHeadline }) => isHeadline) ?? entries[0];
    if (entry === undefined) {
      throw new ProblemError('not-found', 'No device has this slug; see /v1/devices.');
    }
    return answer(200, badgeSvg(entry, entry.device.name), { headers: staleHeaders(snapshot) });
  },
});
