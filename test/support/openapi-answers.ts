import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '@ridgeline/stack/stack';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One method of a path. */
export interface Operation {
  readonly 'x-access': 'public' | 'signed' | 'owner' | 'maintainer';
  /** Id of the problem that a key of somebody else gets, where an owner's signature is needed. */
  readonly 'x-strangers'?: string;
  readonly parameters?: { name: string; in: string; required?: boolean; example?: unknown }[];
  readonly requestBody?: { content: Record<string, { example: object }> };
  readonly responses: Record<
    string,
    { content?: Record<string, { schema: object; examples?: Record<string, object> }> }
  >;
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

/** Every method of every path. */
export const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method,
    name: `${method} ${path}`,
    operation,
    path,
  })),
);

/** Ids of the problems that the contract names for an operation. */
export function problemsOf({ responses }: Operation): string[] {
  return Object.values(responses).flatMap(({ content }) =>
    Object.keys(content?.['application/problem+json']?.examples ?? {}),
  );
}

/** What a signature of the operation is for, as the contract says; undefined where nothing is signed. */
export function signaturePurposeOf({ parameters }: Operation): string | undefined {
  return /`(ridgeline-[a-z0-9-]+)/.exec(JSON.stringify(parameters ?? []))?.[1];
}

/** The JSON body that the contract shows for an operation. */
export function exampleBodyOf({ requestBody }: Operation): object | undefined {
  return requestBody?.content['application/json']?.example;
}

/** An address of a path: what it requires is `known` by its name, or else the contract's example. */
export function exampleAddress(
  path: string,
  { parameters = [] }: Operation,
  known: Readonly<Record<string, string>>,
): string {
  const required = parameters
    .filter((parameter) => parameter.required === true)
    .map(({ example, in: place, name }) => ({
      name,
      place,
      value: known[name] ?? String(example),
    }));
  const query = new URLSearchParams();
  for (const { name, place, value } of required) if (place === 'query') query.set(name, value);
  const filled = required.reduce((text, { name, value }) => text.replace(`{${name}}`, value), path);
  return query.size === 0 ? filled : `${filled}?${query}`;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...openapi, $id: 'openapi' });

/** By the pointer of their schema: compiling one takes longer than a request. */
const validators = new Map<string, ValidateFunction>();

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
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
  validators.set(pointer, validate);
  return validate(await answer.json()) ? undefined : `${what}: ${ajv.errorsText(validate.errors)}`;
}
