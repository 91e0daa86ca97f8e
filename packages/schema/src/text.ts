import { z } from 'zod';

/** Lower-case wire id: kernels, backends, suites … are text with a pattern, so a new one needs no migration. */
export const wireId: z.ZodString = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be a lower-case id of 1 to 64 characters');

/** Catalogue slug of a device. */
export const deviceSlug: z.ZodString = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be a slug of lower-case letters, digits and dashes');

/** UUID version 7: sorts by time, made by the agent before the run. */
export const uuidV7: z.ZodString = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'must be a lower-case UUID version 7',
  );

/** Code units; no field takes a longer text that is not plain ASCII. */
const longestText = 1024;

/** Why a text is refused, or undefined: well-formed UTF-16, NFC, trimmed, no control or format characters. */
export function textFault(text: string): string | undefined {
  // Before anything else: normalising 64 KB of combining marks takes half a second.
  if (text.length > longestText && !/^[\x20-\x7e]*$/.test(text)) {
    return `is longer than ${longestText} characters`;
  }
  if (!text.isWellFormed()) return 'contains a lone surrogate';
  if (/\p{C}/u.test(text)) return 'contains control, format or unassigned characters';
  if (/[^\P{Z} ]/u.test(text)) return 'contains white space other than plain spaces';
  if (/\p{M}{3}/u.test(text)) return 'piles up combining marks';
  if (text !== text.normalize('NFC')) return 'is not in Unicode normal form C';
  if (text !== text.trim()) return 'begins or ends with white space';
  return undefined;
}

/** Free text for people, screened by {@link textFault}; `maximum` counts code points. */
export function screenedText(maximum: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maximum * 2)
    .superRefine((text, context) => {
      // Checks go on after one that failed.
      if (text.length > maximum * 2) return;
      const fault = textFault(text);
      if (fault !== undefined) {
        context.addIssue({
          code: 'custom',
          message: fault,
          params: { problem: 'string-not-allowed' },
        });
      } else if ([...text].length > maximum) {
        context.addIssue({ code: 'custom', message: `is longer than ${maximum} characters` });
      }
    });
}

const earliest = Date.parse('2025-01-01T00:00:00Z');
const latest = Date.parse('2100-01-01T00:00:00Z');

/** RFC 3339 instant in UTC, between 2025 and 2100. */
export const instant: z.ZodISODateTime = z.iso
  .datetime({ precision: null, offset: false })
  .refine((text) => {
    const time = Date.parse(text);
    return time >= earliest && time < latest;
  }, 'must be a UTC instant between 2025 and 2100');
