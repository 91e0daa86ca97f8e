import { wireId } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { problemPage } from '../services/docs-page.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /docs/problems/{problem}`. */
export const getProblemDocs = defineRoute({
  method: 'GET',
  path: '/docs/problems/{problem}',
  id: 'getProblemDocs',
  summary: 'What one problem means and what to do',
  access: 'public',
  params: z.strictObject({ problem: wireId.meta({ example: 'invalid-json' }) }),
  responses: { 200: { description: 'A page.', mediaType: 'text/html; charset=utf-8' } },
  cacheControl: revalidated,
  handle({ params }) {
    const body = problemPage(params.problem);
    if (body === undefined) throw new ProblemError('not-found', 'There is no such problem.');
    return { body };
  },
});
