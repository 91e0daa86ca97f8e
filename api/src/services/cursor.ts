import { ProblemError } from '../problems.ts';
import type { Sealer } from './signed-token.ts';

interface Position {
  readonly query: string;
  readonly after: string;
}

/** What a cursor is bound to: the same route with the same filters. */
export function queryIdentity(route: string, query: Readonly<Record<string, unknown>>): string {
  const { cursor: _cursor, limit: _limit, ...filters } = query;
  return `${route}?${JSON.stringify(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** A cursor that continues `query` after a position. */
export function sealCursor(sealer: Sealer, query: string, after: string): Promise<string> {
  return sealer.seal({ query, after } satisfies Position);
}

/** The position in a cursor; undefined without one. An edited or foreign cursor is a problem. */
export async function openCursor(
  sealer: Sealer,
  query: string,
  cursor: string | undefined,
): Promise<string | undefined> {
  if (cursor === undefined) return undefined;
  const position = (await sealer.open(cursor)) as Position | undefined;
  if (position === undefined) {
    throw new ProblemError('invalid-cursor', 'The cursor was not made here.');
  }
  if (position.query !== query) {
    throw new ProblemError('invalid-cursor', 'The cursor belongs to another query.');
  }
  return position.after;
}
