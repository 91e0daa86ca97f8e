/** A statement ends after 15 s by the database's own limit; a reader is told to come back before. */
const answerSeconds = 8;

/** What the driver reads of a response. */
interface StoreAnswer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
  text(): Promise<string>;
}

type StoreFetch<Answer> = (url: string, init: RequestInit) => Promise<Answer>;

/** The store said nothing in time, or something that is no answer; the message holds no values. */
export class StoreSilence extends Error {}

/** What Neon's driver reads of an answer: the rows of one statement, or the results of a batch. */
function isAnswer(content: unknown): boolean {
  if (typeof content !== 'object' || content === null) return false;
  const { fields, results, rows } = content as Record<string, unknown>;
  if (Array.isArray(results)) return results.every(isAnswer);
  if (!Array.isArray(rows) || !Array.isArray(fields)) return false;
  return rows.every((row) => Array.isArray(row) && row.length === fields.length);
}

/** A refusal of Postgres names its SQLSTATE; any other 400 comes from something in between. */
function isRefusal(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'code' in content;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Rejects once a promise takes longer than `seconds`. */
export async function within<T>(
  seconds: number,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const abort = new AbortController();
  const timer = setTimeout(() => {
    ended.reject(new StoreSilence(`no answer within ${seconds} s`));
    abort.abort();
  }, seconds * 1000);
  return Promise.race([start(abort.signal), ended.promise]).finally(() => clearTimeout(timer));
}

/**
 * `fetch` for the driver, with an end. Read whole before the driver sees it, so that a store that stops in
 * the middle of its answer, or answers something else than rows, is one that cannot be reached.
 */
export function storeFetch(
  fetcher: StoreFetch<Response>,
  seconds: number = answerSeconds,
): StoreFetch<StoreAnswer> {
  return async (url, init) => {
    const [{ ok, status }, text] = await within(seconds, async (signal) => {
      const response = await fetcher(url, { ...init, signal });
      return [response, await response.text()] as const;
    });
    const content = parsed(text);
    if (ok ? !isAnswer(content) : status === 400 && !isRefusal(content)) {
      throw new StoreSilence(`status ${status} with something that is no answer`);
    }
    return { ok, status, json: async () => content, text: async () => text };
  };
}
