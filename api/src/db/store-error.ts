import { NeonDbError } from '@neondatabase/serverless';

/** What a failed query means to the caller. */
export type StoreFailure =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'transient' }
  | { readonly kind: 'bug' };

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each instanceof Error && chain.length < 8; each = each.cause) {
    chain.push(each);
    if (each instanceof NeonDbError && each.sourceError !== undefined) chain.push(each.sourceError);
  }
  return chain;
}

/**
 * Class of SQLSTATE: 23505 conflict; 22xxx and 23xxx values that a column refuses; RLxxx our own
 * triggers; 40xxx retried. Whatever has no SQLSTATE never reached the database.
 */
export function storeFailure(error: unknown): StoreFailure {
  const neonError = causes(error).find((each) => each instanceof NeonDbError);
  if (neonError === undefined) return { kind: 'bug' };
  const { code, constraint, message } = neonError;
  if (code === undefined) return { kind: 'unavailable' };
  if (code === '23505') return { kind: 'conflict', constraint: constraint ?? '' };
  if (/^(22|23|RL)/.test(code)) return { kind: 'refused', code, message };
  if (/^40/.test(code)) return { kind: 'transient' };
  // 08 connection, 53 resources, 57 shutdown or timeout, 55P03 lock timeout, XX internal.
  if (/^(08|53|57|55P03|XX)/.test(code)) return { kind: 'unavailable' };
  return { kind: 'bug' };
}
