import type { z } from 'zod';
import { parseJsonBody } from './parse-json-body.ts';
import { readBody, requireJsonHeaders } from './read-body.ts';

/** Largest body of the small requests around submissions. */
const maximumBytes = 65_536;

/** The JSON body of a request by its schema, with the bytes that a signature is over. */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ bytes: Uint8Array; value: T }> {
  requireJsonHeaders(request.headers);
  const bytes = await readBody(request, maximumBytes);
  return { bytes, value: parseJsonBody(bytes, schema).value };
}
