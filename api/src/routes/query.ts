import { queryInteger } from '@ridgeline/schema/query-values';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { pointerOf } from '../services/intake/scan-json.ts';
import type { Parameters } from './route-contract.ts';

/** Entries on one page. */
export const pageLimit = queryInteger(1, 500).optional().meta({
  description: 'Entries on one page, 100 unless told.',
  example: 20,
});

export const defaultPageLimit = 100;

/** Where the previous page ended. */
export const pageCursor = z.string().max(512).optional().meta({
  description: 'The `nextCursor` of the previous page, with otherwise the same parameters.',
});

/**
 * The query of a request by its schema. Empty values count as absent, as forms send them; a
 * parameter that the schema does not name, or that is named twice, is refused.
 */
export function parseQuery<Schema extends Parameters>(url: URL, schema: Schema): z.output<Schema> {
  const given = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (given.has(name)) {
      const detail = 'is given twice';
      throw new ProblemError('invalid-query', `The parameter "${name}" ${detail}.`, {
        errors: [{ pointer: pointerOf([name]), detail }],
      });
    }
    given.set(name, value);
  }
  const values = [...given].filter(([, value]) => value !== '');
  const known = Object.keys(schema.shape);
  const unknown = [...given.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const names = known.length === 0 ? 'none' : known.join(', ');
    throw new ProblemError(
      'invalid-query',
      `There is no parameter "${unknown}" here; there are: ${names}.`,
      { errors: [{ pointer: pointerOf([unknown]), detail: 'is not a parameter of this address' }] },
    );
  }
  const result = schema.safeParse(Object.fromEntries(values));
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ message, path }) => ({
    pointer: pointerOf(path),
    detail: message,
  }));
  throw new ProblemError('invalid-query', 'A query parameter has a value that is not allowed.', {
    errors,
  });
}

/** Path parameters by their schema: what does not follow it names nothing. */
export function parseParams<Schema extends Parameters>(
  named: Readonly<Record<string, string>>,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse({ ...named });
  if (result.success) return result.data;
  throw new ProblemError('not-found', 'The address names nothing that could be here.');
}
