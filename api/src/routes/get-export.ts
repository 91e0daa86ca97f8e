import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { defineRoute, revalidated } from './route.ts';

/** `GET /v1/exports/{name}.{format}`. */
export const getExport = defineRoute({
  method: 'GET',
  path: '/v1/exports/{name}.{format}',
  id: 'getExport',
  summary: 'One file of the dump',
  access: 'public',
  params: z.strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,40}$/),
    format: z.enum(['csv', 'jsonl']),
  }),
  responses: { 200: { description: 'The file.', mediaType: 'application/octet-stream' } },
  cacheControl: revalidated,
  async handle({ params: { format, name }, services }) {
    const file = `${name}.${format}`;
    const found = await services.exports?.get(file);
    if (!found) throw new ProblemError('not-found', 'The dump has no such file; see /v1/exports.');
    return {
      body: found.body,
      headers: {
        'content-type': found.customMetadata?.mediaType ?? 'application/octet-stream',
        'content-length': String(found.size),
        'content-disposition': `attachment; filename="${file}"`,
        etag: found.httpEtag,
      },
    };
  },
});
