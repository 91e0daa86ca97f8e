import type { ProblemId } from '@ridgeline/schema/problem';
import { z } from 'zod';
import type { Services } from '../services/services.ts';
import { type AnswerFunction, answer, type RouteAnswer, type RouteResponses } from './answer.ts';
import { parseParams, parseQuery } from './query.ts';
import type { Parameters, RequestBody, RouteContract } from './route-contract.ts';
import { problemsOf } from './route-problems.ts';

/** Of a route that takes no parameters. */
export const none = z.strictObject({});

/** The body of a request; the example must follow the schema. */
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  example: z.input<Schema>,
): RequestBody<Schema> {
  return { schema, example };
}

/** What a handler is given: checked input, the request for its body and headers, the services. */
interface RouteInput<Params, Query, Responses extends RouteResponses> {
  readonly params: Params;
  readonly query: Query;
  readonly request: Request;
  readonly services: Services;
  /** Makes the answer; problems are thrown as ProblemError. */
  readonly answer: AnswerFunction<Responses>;
}

/** A request with the parts of its address that the path names. */
export interface RouteRequest {
  readonly named: Readonly<Record<string, string>>;
  readonly request: Request;
  readonly services: Services;
}

/** One route: its contract, and how it answers. */
export type Route = RouteContract & {
  /** All that it may answer with. */
  readonly problemIds: ReadonlySet<ProblemId>;
  readonly cacheControl: string;
  readonly run: (request: RouteRequest) => Promise<RouteAnswer>;
};

type RouteDefinition<
  Params extends Parameters,
  Query extends Parameters,
  Responses extends RouteResponses,
> = RouteContract & {
  readonly params: Params;
  readonly query: Query;
  readonly responses: Responses;
  /** Calls services and shapes the answer; never queries the store, never reads an unchecked value. */
  readonly handle: (
    input: RouteInput<z.output<Params>, z.output<Query>, Responses>,
  ) => Promise<RouteAnswer> | RouteAnswer;
};

/** Defines a route; what its handler is given and what it may answer have the types of the schemas. */
export function defineRoute<
  Params extends Parameters,
  Query extends Parameters,
  const Responses extends RouteResponses,
>(definition: RouteDefinition<Params, Query, Responses>): Route {
  const { cacheControl = definition.method === 'GET' ? revalidated : uncached } = definition;
  return {
    ...definition,
    cacheControl,
    problemIds: problemsOf(definition),
    async run({ named, request, services }) {
      const query = parseQuery(new URL(request.url), definition.query);
      const params = parseParams(named, definition.params);
      return definition.handle({ answer, params, query, request, services });
    },
  };
}

/** Revalidated by browsers, kept for half a minute by shared caches. */
export const revalidated =
  'public, max-age=0, s-maxage=30, stale-while-revalidate=300, stale-if-error=86400';
/** Never kept. */
export const uncached = 'no-store';
