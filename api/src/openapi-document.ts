import { problem, problemTypePrefix, problemTypes } from '@ridgeline/schema/problem';
import { z } from 'zod';
import { signatureHeaders } from './routes/access.ts';
import type { Route } from './routes/route.ts';
import type { Parameters } from './routes/route-contract.ts';
import { apiVersion } from './version.ts';

type Json = Record<string, unknown>;

const componentUri = (id: string): string => `#/components/schemas/${id}`;

/** Components of a kind by their names. */
function references(kind: string, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/${kind}/${name}` }]));
}

/** JSON Schema of a wire schema, as a reference where it has an id of its own. */
function schemaOf(schema: z.ZodType): Json {
  const id = schema.meta()?.id;
  if (id !== undefined) return { $ref: componentUri(id) };
  const { $defs: _$defs, $schema: _$schema, ...rest } = z.toJSONSchema(schema, { io: 'output' });
  // Schemas with an id are components, whoever uses them.
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', `"${componentUri('')}`));
}

/** Every schema with an id, each referring to the others. */
function components(): Json {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'output', uri: componentUri });
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([id]) => id !== '__shared')
      .map(([id, { $id: _$id, $schema: _$schema, id: _id, ...schema }]) => [id, schema] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function parametersOf(route: Route): Json[] {
  const of = ({ shape }: Parameters, place: string): Json[] =>
    Object.entries(shape).map(([name, schema]) => {
      const { description, example, ...rest } = schemaOf(schema);
      const required = place === 'path' || !schema.safeParse(undefined).success;
      return { name, in: place, required, description, example, schema: rest };
    });
  const headers = { ...route.headers, ...signatureHeaders(route) };
  const ofHeaders = Object.entries(headers).map(([name, { description, isRequired }]) => ({
    name,
    in: 'header',
    required: isRequired,
    description,
    schema: { type: 'string' },
  }));
  return [...of(route.params, 'path'), ...of(route.query, 'query'), ...ofHeaders];
}

/** One of each kind of problem, as an answer would show it. */
const problemExamples = Object.fromEntries(
  problemTypes.map(({ id, remedy, status, title }) => {
    const instance = '5f0a1a5e-2f2c-4a7c-9c39-0f1a6a1d7c11';
    const type = `${problemTypePrefix}${id}`;
    return [id, { value: { type, title, status, detail: `${title}.`, instance, remedy } }];
  }),
);

/** The problems of a route by their status; an answer has the type of one of them. */
function problemResponses({ problemIds }: Route): Json {
  const named = problemTypes.filter(({ id }) => problemIds.has(id));
  const byStatus = [...Map.groupBy(named, ({ status }) => status)];
  return Object.fromEntries(
    byStatus.map(([status, types]) => {
      const type = { enum: types.map(({ id }) => `${problemTypePrefix}${id}`) };
      const content = {
        schema: { ...schemaOf(problem), properties: { type } },
        examples: references(
          'examples',
          types.map(({ id }) => id),
        ),
      };
      const description = `Problem: ${types.map(({ id }) => `\`${id}\``).join(', ')}.`;
      return [status, { description, content: { 'application/problem+json': content } }];
    }),
  );
}

const headers = {
  RateLimit: {
    description:
      'Requests that are left in this window (`r`), and the seconds until it ends (`t`).',
    schema: { type: 'string' },
    example: '"reads";r=599;t=60',
  },
  'RateLimit-Policy': {
    description: 'Requests (`q`) that one client may make in a window of `w` seconds.',
    schema: { type: 'string' },
    example: '"reads";q=600;w=60',
  },
} as const;

function responsesOf(route: Route): Json {
  const answers = Object.entries(route.responses).map(([status, response]) => {
    const { description, mediaType = 'application/json', schema } = response;
    const content = { [mediaType]: { schema: schema === undefined ? {} : schemaOf(schema) } };
    const answer = { description, headers: references('headers', Object.keys(headers)) };
    return [status, status === '204' ? answer : { ...answer, content }] as const;
  });
  const unchanged = { description: 'Unchanged since the ETag in If-None-Match.' };
  return {
    ...Object.fromEntries(answers),
    ...(route.method === 'GET' ? { 304: unchanged } : {}),
    ...problemResponses(route),
  };
}

const signed = { key: [], signature: [] };
const security = {
  public: [],
  signed: [signed],
  owner: [signed],
  maintainer: [{ maintainer: [] }],
};

function operationOf(route: Route): Json {
  const { access, body, description, id, summary } = route;
  const isSignedAtWill = access === 'public' && route.signature !== undefined;
  const content = body && { schema: schemaOf(body.schema), example: body.example };
  return {
    operationId: id,
    deprecated: route.deprecation && true,
    summary,
    description,
    security: isSignedAtWill ? [{}, signed] : security[access],
    'x-access': access,
    'x-strangers': access === 'owner' ? route.strangers : undefined,
    parameters: parametersOf(route),
    requestBody: content && { required: true, content: { 'application/json': content } },
    responses: responsesOf(route),
  };
}

function pathsOf(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

/** The OpenAPI 3.1 document of the routes; committed as openapi.json and served as committed. */
export function openapiDocument(routes: readonly Route[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ridgeline API',
      version: apiVersion,
      description:
        'Measured, published and data-sheet performance of CPUs and GPUs, and predictions for ' +
        'language-model workloads. Reading is open; data are CC0-1.0. Within /v1 fields and ' +
        'parameters are only added. What is to be removed answers with `Deprecation` (RFC 9745) and ' +
        '`Sunset` (RFC 8594) headers for at least 180 days, and a `Link` to what replaces it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: pathsOf(routes),
    components: {
      schemas: components(),
      headers,
      examples: problemExamples,
      securitySchemes: {
        maintainer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'Ridgeline-Key' },
        signature: { type: 'apiKey', in: 'header', name: 'Ridgeline-Signature' },
      },
    },
  };
}
