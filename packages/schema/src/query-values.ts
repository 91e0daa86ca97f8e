import { z } from 'zod';

/** A whole number in a query string, from `minimum` to `maximum`. */
export function queryInteger(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(minimum).max(maximum));
}

/** Text in a query string, of at most `maximum` UTF-16 units and without control characters. */
export function queryText(maximum: number) {
  return z
    .string()
    .max(maximum)
    .refine((text) => text.isWellFormed() && !/\p{C}/u.test(text), 'has control characters');
}
