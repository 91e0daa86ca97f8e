import { problem } from '@ridgeline/schema/problem';
import type { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { RememberedAnswers } from './remembered-answers.ts';

export type QueryValues = Readonly<Record<string, string | number | undefined>>;

/** The API gives up on its store before this. */
const answerSeconds = 10;

/** How pages of one visit reach the API. */
interface BoardApiOptions {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly origin: string;
  /** Headers that say who asks, so that the API's limits count the visitor and not the site. */
  readonly visitorHeaders: Readonly<Record<string, string>>;
  readonly remembered: RememberedAnswers;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** `Age` of an answer that the API itself calls stale. */
function staleSecondsOf(headers: Headers): number {
  const isStale = headers.get('cache-status')?.includes('storage-unavailable') === true;
  return isStale ? Number(headers.get('age') ?? 0) : 0;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Typed reads of the API over the service binding, for one page; each answer is checked against its schema. */
export class BoardApi {
  readonly #options: BoardApiOptions;
  #staleSeconds = 0;

  constructor(options: BoardApiOptions) {
    this.#options = options;
  }

  /** Age of the oldest answer that had to do, since no newer one was to be had; 0 when all are fresh. */
  get staleSeconds(): number {
    return this.#staleSeconds;
  }

  /**
   * Read one address; while the API is gone, what it answered last.
   * @throws ApiError when the API is unreachable (503), refuses, or answers something else
   */
  async get<T>(path: string, schema: z.ZodType<T>, query: QueryValues = {}): Promise<T> {
    const url = new URL(path, this.#options.origin);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    }
    const { status, text } = await this.#answer(url);
    const content = parsedJson(text);
    if (status >= 300) {
      const known = problem.safeParse(content).data;
      throw new ApiError(status, known?.detail ?? `The API answered ${status}.`, known);
    }
    const parsed = schema.safeParse(content);
    if (parsed.success) return parsed.data;
    console.error(JSON.stringify({ path: url.pathname, issues: parsed.error.issues.slice(0, 5) }));
    throw new ApiError(502, `The API's answer at ${url.pathname} does not follow its schema.`);
  }

  async #answer(url: URL): Promise<Answer> {
    const { remembered } = this.#options;
    const address = `${url.pathname}${url.search}`;
    const known = remembered.find(address);
    if (known !== undefined && remembered.hasJustFailed(address)) return this.#stale(known);
    const answer = await this.#fetch(url).catch((error: unknown) => {
      console.error(JSON.stringify({ path: url.pathname, error: String(error) }));
    });
    if (answer !== undefined && answer.status < 500) {
      if (answer.status < 300) remembered.keep(address, answer.text);
      return answer;
    }
    remembered.fail(address);
    if (known !== undefined) return this.#stale(known);
    if (answer === undefined) throw new ApiError(503, 'The API cannot be reached.');
    return answer;
  }

  #stale({ ageSeconds, text }: { ageSeconds: number; text: string }): Answer {
    this.#staleSeconds = Math.max(this.#staleSeconds, ageSeconds, 1);
    return { status: 200, text };
  }

  async #fetch(url: URL): Promise<Answer> {
    const { fetcher, visitorHeaders } = this.#options;
    const response = await fetcher.fetch(url.href, {
      headers: { accept: 'application/json', ...visitorHeaders },
      signal: AbortSignal.timeout(answerSeconds * 1000),
    });
    const text = await response.text();
    this.#staleSeconds = Math.max(this.#staleSeconds, staleSecondsOf(response.headers));
    return { status: response.status, text };
  }
}
