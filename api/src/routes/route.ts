import type { z } from 'zod';
import type { Services } from '../services/services.ts';

/** What a handler is given: checked input, the request for its body and headers, the services. */
export interface RouteInput<Params, Query> {
  readonly params: Params;
  readonly query: Query;
  readonly request: Request;
  readonly services: Services;
}

/** What a handler gives back; problems are thrown as ProblemError. */
export interface RouteAnswer {
  readonly status?: number;
  /** Sent as JSON, or as it is when it is a text, bytes or a stream. */
  readonly body: object | string | Uint8Array<ArrayBuffer> | ReadableStream;
  readonly headers?: Readonly<Record<string, string>>;
  /** Done once the answer is on its way; what it fails to do, the schedule does later. */
  readonly afterwards?: () => Promise<void>;
}

/** One documented answer of a route. */
export interface RouteResponse {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** `application/json` unless said otherwise. */
  readonly mediaType?: string;
}

type Shape = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/**
 * One route: its contract, from which openapi.json is written, and its handler. A handler calls
 * services and shapes the answer; it never queries the store and never reads an unchecked value.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** OpenAPI spelling: `/v1/devices/{slug}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Who may call it; whatever is not in the list of routes is denied. */
  readonly access: 'public' | 'maintainer';
  readonly params?: Shape;
  readonly query?: Shape;
  /** Request headers beside the standard ones, each with a description. */
  readonly headers?: Readonly<Record<string, { description: string; isRequired: boolean }>>;
  readonly requestBody?: z.ZodType;
  /** A body that the schema accepts, as documentation shows it. */
  readonly requestExample?: object;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Set for at least 180 days before a route is removed. */
  readonly deprecation?: {
    /** RFC 3339 dates. */
    readonly since: string;
    readonly sunset: string;
    /** Path of what replaces it. */
    readonly successor: string;
  };
  /** Cache-Control of successful answers. */
  readonly cacheControl: string;
  readonly handle: (input: RouteInput<never, never>) => Promise<RouteAnswer> | RouteAnswer;
}

interface RouteDefinition<Params extends Shape, Query extends Shape>
  extends Omit<Route, 'params' | 'query' | 'handle'> {
  readonly params?: Params;
  readonly query?: Query;
  readonly handle: (
    input: RouteInput<z.output<Params>, z.output<Query>>,
  ) => Promise<RouteAnswer> | RouteAnswer;
}

/** Defines a route; the handler's input has the types of the schemas. */
export function defineRoute<Params extends Shape, Query extends Shape>(
  route: RouteDefinition<Params, Query>,
): Route {
  return route;
}

/** Revalidated by browsers, kept for half a minute by shared caches. */
export const revalidated = 'public, max-age=0, s-maxage=30, stale-while-revalidate=300';
/** Never kept. */
export const uncached = 'no-store';
