import type { ProblemId } from '@ridgeline/schema/problem';
import type { z } from 'zod';
import type { Access } from './access.ts';
import type { RouteResponses } from './answer.ts';

/** Parameters by name, each with its schema. */
export type Parameters = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** A JSON body: its schema and one that it accepts, as documentation shows it. */
export interface RequestBody<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly example: z.input<Schema>;
}

interface Contract {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** OpenAPI spelling: `/v1/devices/{slug}`. */
  readonly path: string;
  /** The name of its file without dashes: `getDevice` is in get-device.ts. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Those in the path; `none` without any. Each has an example. */
  readonly params: Parameters;
  /** Those behind the question mark; any other is refused. */
  readonly query: Parameters;
  /** Request headers beside the standard ones and those of a signature. */
  readonly headers?: Readonly<Record<string, { description: string; isRequired: boolean }>>;
  readonly body?: RequestBody;
  readonly responses: RouteResponses;
  /** Its own problems, beside those that follow from what it is; a problem it does not name is a bug. */
  readonly problems: readonly ProblemId[];
  /** True for what is answered without asking the store. */
  readonly isStoreless?: true;
  /** Cache-Control of successful answers; unless told, of reads `revalidated`, else `uncached`. */
  readonly cacheControl?: string;
  /** Set for at least 180 days before a route is removed. */
  readonly deprecation?: {
    /** RFC 3339 dates. */
    readonly since: string;
    readonly sunset: string;
    /** Path of what replaces it. */
    readonly successor: string;
  };
}

/** What a route promises, from which openapi.json is written; whatever is not in the list is denied. */
export type RouteContract = Contract & Access;
