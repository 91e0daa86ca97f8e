import type { z } from 'zod';
import { JsonBytes } from '../services/json-bytes.ts';

/** One documented answer: JSON by a schema, a file of another media type, or, with neither, nothing. */
export interface RouteResponse {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly mediaType?: string;
}

/** The documented answers of a route by their status. */
export type RouteResponses = Readonly<Record<number, RouteResponse>>;

/** What the body of a documented answer is made of. */
type BodyOf<Response> = Response extends { readonly schema: infer Schema extends z.ZodType }
  ? z.output<Schema> | JsonBytes<z.output<Schema>>
  : Response extends { readonly mediaType: string }
    ? string | ReadableStream
    : null;

interface AnswerOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Done once the answer is on its way; what it fails to do, the schedule does later. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * Makes an answer of a route: only of a status that it declares, and only with the body declared for it.
 * It is a call because TypeScript looks for properties too many in arguments, not in what is returned.
 */
export type AnswerFunction<Responses extends RouteResponses> = <
  Status extends keyof Responses & number,
>(
  status: Status,
  body: BodyOf<Responses[Status]>,
  options?: AnswerOptions,
) => RouteAnswer;

/** An answer that was checked; the class is not exported, so that none is made without the check. */
class RouteAnswer {
  readonly status: number;
  readonly #body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly afterwards: (() => Promise<void>) | undefined;

  constructor(status: number, body: unknown, { afterwards, headers = {} }: AnswerOptions) {
    this.status = status;
    this.#body = body;
    this.headers = headers;
    this.afterwards = afterwards;
  }

  /** The body as it is sent. */
  encoded(): string | Uint8Array<ArrayBuffer> | ReadableStream | null {
    const body = this.#body;
    if (body instanceof JsonBytes) return body.bytes;
    const isReady = body === null || typeof body === 'string' || body instanceof ReadableStream;
    return isReady ? body : JSON.stringify(body);
  }
}

export type { RouteAnswer };

/** An {@link AnswerFunction} of every route. */
export function answer(status: number, body: unknown, options: AnswerOptions = {}): RouteAnswer {
  return new RouteAnswer(status, body, options);
}
