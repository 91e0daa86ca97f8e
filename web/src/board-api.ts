import { problem } from '@ridgeline/schema/problem';
import type { z } from 'zod';
import { ApiError } from './api-error.ts';

export type QueryValues = Readonly<Record<string, string | number | undefined>>;

/** Typed reads of the API over the service binding; each answer is checked against its schema. */
export class BoardApi {
  readonly #fetcher: Pick<Fetcher, 'fetch'>;
  readonly #origin: string;

  constructor(fetcher: Pick<Fetcher, 'fetch'>, origin: string) {
    this.#fetcher = fetcher;
    this.#origin = origin;
  }

  /**
   * Read one address.
   * @throws ApiError when the API is unreachable (503), refuses, or answers something else
   */
  async get<T>(path: string, schema: z.ZodType<T>, query: QueryValues = {}): Promise<T> {
    const url = new URL(path, this.#origin);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    }
    const response = await this.#fetch(url);
    const content: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const known = problem.safeParse(content).data;
      throw new ApiError(
        response.status,
        known?.detail ?? `The API answered ${response.status}.`,
        known,
      );
    }
    const parsed = schema.safeParse(content);
    if (parsed.success) return parsed.data;
    console.error(JSON.stringify({ path: url.pathname, issues: parsed.error.issues.slice(0, 5) }));
    throw new ApiError(502, `The API's answer at ${url.pathname} does not follow its schema.`);
  }

  async #fetch(url: URL): Promise<Response> {
    try {
      return await this.#fetcher.fetch(url.href, { headers: { accept: 'application/json' } });
    } catch (error) {
      console.error(JSON.stringify({ path: url.pathname, error: String(error) }));
      throw new ApiError(503, 'The API cannot be reached.');
    }
  }
}
