import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import type { StoredExport } from '../services/exports/export-bucket.ts';
import { manifestKey } from '../services/exports/write-exports.ts';
import { defineRoute, none } from './route.ts';

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** The one range that is asked for; several at once, or one of another version, get the whole file. */
function rangeOf(headers: Headers, { httpEtag, size }: StoredExport): Range | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range') ?? '');
  const version = headers.get('if-range');
  if (match === null || (version !== null && version !== httpEtag)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const offset = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (offset > end) {
    throw new ProblemError('range-not-satisfiable', `The file has ${size} bytes.`, {
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { offset, length: end - offset + 1 };
}

export const getExport = defineRoute({
  method: 'GET',
  path: '/v1/exports/{name}.{format}',
  id: 'getExport',
  summary: 'One file of the dump',
  description: 'Streamed. A single `Range` is honoured, so that a broken download can go on.',
  access: 'public',
  params: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .meta({ example: 'board' }),
    format: z.enum(['bin', 'csv', 'json', 'jsonl', 'parquet', 'txt']).meta({ example: 'csv' }),
  }),
  query: none,
  headers: { Range: { description: 'One range of bytes.', isRequired: false } },
  responses: {
    200: { description: 'The file.', mediaType: 'application/octet-stream' },
    206: { description: 'The range.', mediaType: 'application/octet-stream' },
  },
  problems: ['range-not-satisfiable'],
  isStoreless: true,
  async handle({ answer, params: { format, name }, request, services }) {
    const file = `${name}.${format}`;
    const manifest = await services.exports?.head(manifestKey);
    const key = `${manifest?.customMetadata?.folder}/${file}`;
    const stored = manifest ? await services.exports?.head(key) : undefined;
    const range = stored ? rangeOf(request.headers, stored) : undefined;
    const found = stored ? await services.exports?.get(key, range && { range }) : undefined;
    if (!stored || !found) {
      throw new ProblemError('not-found', 'The dump has no such file; see /v1/exports.');
    }
    const { length, offset } = range ?? { length: stored.size, offset: 0 };
    const contentRange = `bytes ${offset}-${offset + length - 1}/${stored.size}`;
    return answer(range === undefined ? 200 : 206, found.body, {
      headers: {
        'content-type': stored.customMetadata?.mediaType ?? 'application/octet-stream',
        'content-length': String(length),
        'content-disposition': `attachment; filename="${file}"`,
        'accept-ranges': 'bytes',
        etag: stored.httpEtag,
        ...(range === undefined ? {} : { 'content-range': contentRange }),
      },
    });
  },
});
