import { type ProblemType, problem, problemTypes } from '@ridgeline/schema/problem';
import { z } from 'zod';
import type { Route } from './routes/route.ts';
import { apiVersion } from './version.ts';

type Json = Record<string, unknown>;

const componentUri = (id: string): string => `#/components/schemas/${id}`;

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

function parametersOf({ headers, params, query }: Route): Json[] {
  const of = (shape: Route['query'], place: string): Json[] =>
    Object.entries(shape?.shape ?? {}).map(([name, schema]) => {
      const { description, example, ...rest } = schemaOf(schema);
      return {
        name,
        in: place,
        required: place === 'path' || !schema.safeParse(undefined).success,
        ...(description === undefined ? {} : { description }),
        ...(example === undefined ? {} : { example }),
        schema: rest,
      };
    });
  const ofHeaders = Object.entries(headers ?? {}).map(([name, { description, isRequired }]) => ({
    name,
    in: 'header',
    required: isRequired,
    description,
    schema: { type: 'string' },
  }));
  return [...of(params, 'path'), ...of(query, 'query'), ...ofHeaders];
}

function problemResponse(status: number): Json {
  const types: readonly ProblemType[] = problemTypes;
  const titles = types.filter((type) => type.status === status).map(({ id }) => `\`${id}\``);
  return {
    description: `Problem: ${titles.join(', ')}.`,
    content: { 'application/problem+json': { schema: schemaOf(problem) } },
  };
}

/** Statuses of the problems that a route can answer with. */
function problemStatuses({ access, method, params, path, responses }: Route): number[] {
  return [
    400,
    ...(access === 'maintainer' ? [401, 403] : []),
    ...(params === undefined && !/predictions|compare/.test(path) ? [] : [404]),
    405,
    414,
    ...(method === 'DELETE' ? [401, 403] : []),
    ...(method === 'POST' ? [401, 403, 408, 409, 410, 413, 415, 422] : []),
    ...(responses[206] === undefined ? [] : [416]),
    429,
    500,
    503,
  ];
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

const headerReferences = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

function responsesOf(route: Route): Json {
  const answers = Object.entries(route.responses).map(([status, response]) => {
    const { description, mediaType = 'application/json', schema } = response;
    const content = {
      [mediaType.split(';')[0] ?? mediaType]: {
        schema: schema === undefined ? {} : schemaOf(schema),
      },
    };
    const answer = { description, headers: headerReferences };
    return [status, status === '204' ? answer : { ...answer, content }] as const;
  });
  const notModified: readonly (readonly [string, Json])[] =
    route.method === 'GET'
      ? [['304', { description: 'Unchanged since the ETag in If-None-Match.' }]]
      : [];
  const problems = problemStatuses(route).map(
    (status) => [String(status), problemResponse(status)] as const,
  );
  return Object.fromEntries([...answers, ...notModified, ...problems]);
}

function operationOf(route: Route): Json {
  const { access, deprecation, description, id, requestBody, requestExample, summary } = route;
  return {
    operationId: id,
    ...(deprecation === undefined ? {} : { deprecated: true }),
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'maintainer' ? [{ maintainer: [] }] : [],
    parameters: parametersOf(route),
    ...(requestBody === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemaOf(requestBody),
                ...(requestExample === undefined ? {} : { example: requestExample }),
              },
            },
          },
        }),
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
      securitySchemes: { maintainer: { type: 'http', scheme: 'bearer' } },
    },
  };
}
