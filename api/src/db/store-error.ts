import { NeonDbError } from '@neondatabase/serverless';
import { StoreSilence } from './store-fetch.ts';

/** What a failed query means to the caller. */
export type StoreFailure =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'transient' }
  | { readonly kind: 'bug' };

function neonErrorIn(error: unknown): NeonDbError | undefined {
  let depth = 0;
  for (let each = error; each instanceof Error && depth < 8; each = each.cause, depth++) {
    if (each instanceof NeonDbError) return each;
  }
  return undefined;
}

/**
 * Class of SQLSTATE: 23505 conflict; 22xxx and 23xxx values that a column refuses; RLxxx our own
 * triggers; 40xxx retried. Whatever has no SQLSTATE never reached the database.
 */
function failureOf({ code, constraint }: NeonDbError): StoreFailure {
  if (code === undefined) return { kind: 'unavailable' };
  if (code === '23505') return { kind: 'conflict', constraint: constraint ?? '' };
  if (/^(22|23|RL)/.test(code)) return { kind: 'refused', code };
  if (/^40/.test(code)) return { kind: 'transient' };
  // 08 connection, 53 resources, 57 shutdown or timeout, 55P03 lock timeout, XX internal.
  if (/^(08|53|57|55P03|XX)/.test(code)) return { kind: 'unavailable' };
  return { kind: 'bug' };
}

/** What of a driver's error may be written down: nothing that holds a value of a statement. */
function wordsOf(error: unknown): string {
  if (error instanceof StoreSilence) return error.message;
  if (!(error instanceof NeonDbError)) return 'an answer that cannot be read';
  const { code, constraint, routine, sourceError, table } = error;
  if (sourceError instanceof StoreSilence) return sourceError.message;
  const parts = { code, table, constraint, routine };
  const told = Object.entries(parts).flatMap(([name, value]) => (value ? `${name} ${value}` : []));
  return told.length === 0 ? 'it cannot be reached' : told.join(', ');
}

/**
 * A query of the store that failed. It is made anew, without a cause: messages of the driver and of
 * drizzle hold the statement's values, which are whole submissions, and errors are logged.
 */
export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(query: string, error: unknown) {
    const neonError = neonErrorIn(error);
    super(`${query}: ${wordsOf(neonError ?? error)}`);
    this.name = 'StoreError';
    // Whatever is thrown while an answer is read has no SQLSTATE: the answer was garbled.
    this.failure = neonError ? failureOf(neonError) : { kind: 'unavailable' };
  }
}

/** What an error means to the caller; `bug` of all that no query threw. */
export function storeFailure(error: unknown): StoreFailure {
  if (error instanceof StoreSilence) return { kind: 'unavailable' };
  return error instanceof StoreError ? error.failure : { kind: 'bug' };
}

/** Whether the same may succeed once the store is back. */
export function isUnavailable(error: unknown): boolean {
  return ['transient', 'unavailable'].includes(storeFailure(error).kind);
}

type Queries = Readonly<Record<string, (...values: never[]) => Promise<unknown>>>;

/** The same queries, which throw {@link StoreError} alone. */
export function withStoreErrors<Q extends Queries>(queries: Q): Q {
  const guarded = Object.entries(queries).map(([name, query]) => [
    name,
    async (...values: never[]) => {
      try {
        return await query(...values);
      } catch (error) {
        throw new StoreError(name, error);
      }
    },
  ]);
  return Object.fromEntries(guarded) as Q;
}
