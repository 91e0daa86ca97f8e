import { z } from 'zod';

/** What the config file may hold. */
export const configFormat = z.strictObject({
  /** Address of the API, e.g. `http://localhost:8787`. */
  api: z.url({ protocol: /^https?$/ }).optional(),
});

/** Says why a text is no configuration, for a person. */
export function whyNoConfig(error: unknown): string | undefined {
  return error instanceof z.ZodError ? z.prettifyError(error) : undefined;
}
