import { z } from 'zod';

/** A rate, duration or size that was observed: positive, finite, within what any machine could show. */
export const positive: z.ZodNumber = z.number().min(1e-12).max(1e21);

/** A ratio from 0 to 1. */
export const ratio: z.ZodNumber = z.number().min(0).max(1);

/** A count or size in elements or bytes: a whole number, exactly representable. */
export const wholeNumber: z.ZodNumber = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A whole number that may be 0. */
export const countNumber: z.ZodNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
