import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly parameters?: { name: string; in: string; required?: boolean; example?: unknown }[];
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** The part of openapi.json that tests read. */
export interface OpenapiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

/** The contract as committed. */
export const openapi: OpenapiDocument = JSON.parse(
  await readFile(join(checkoutFolder, 'api', 'openapi.json'), 'utf8'),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...openapi, $id: 'openapi' });

/** What an answer has against the contract; undefined when it follows it. */
export async function contractFault(
  path: string,
  method: string,
  answer: Response,
): Promise<string | undefined> {
  const { status } = answer;
  const response = openapi.paths[path]?.[method]?.responses[status];
  const what = `${method} ${path} ${status}`;
  if (response === undefined) return `${what}: openapi.json does not name this status`;
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const documented = Object.keys(response.content ?? {});
  if (documented.length === 0) return mediaType === '' ? undefined : `${what}: has a body`;
  // Files of the dump say what they are; the contract says only that they are bytes.
  if (documented.includes('application/octet-stream')) return undefined;
  if (!documented.includes(mediaType)) return `${what}: ${mediaType} is not in the contract`;
  if (!mediaType.endsWith('json')) return undefined;
  const pointer = ['paths', path, method, 'responses', status, 'content', mediaType, 'schema']
    .map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.compile({ $ref: `openapi#/${pointer}` });
  return validate(await answer.json()) ? undefined : `${what}: ${ajv.errorsText(validate.errors)}`;
}
