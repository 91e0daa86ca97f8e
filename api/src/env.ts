import { z } from 'zod';
import type { ExportBucket } from './services/exports/export-bucket.ts';
import type { QuotaNamespace } from './services/quotas/shared-counter.ts';

const text = z.string().min(1);

const count = z.coerce.number().int().min(1).optional();

const variables = z.object({
  /** Secret: Postgres connection string; Neon's in production. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// connection string'),
  /** Set locally: the HTTP endpoint that stands in for Neon's. */
  NEON_FETCH_ENDPOINT: z.url().optional(),
  /** Origin that people see, e.g. https://ridgeline.example; links are relative without it. */
  PUBLIC_ORIGIN: z.url().optional(),
  /** Secret: keys challenges and cursors; derived from DATABASE_URL when absent. */
  SIGNING_SECRET: text.optional(),
  /** Requests that one client may make in a minute; not limited, nor counted, without. */
  READS_PER_MINUTE: count,
  WRITES_PER_MINUTE: count,
  /** What one network (/24 of IPv4, /48 of IPv6) may do; not limited, nor counted, without. */
  UNSIGNED_RUNS_PER_DAY: count,
  RUNS_PER_DAY: count,
  NEW_KEYS_PER_DAY: count,
  CHALLENGES_PER_HOUR: count,
  /** Challenges that one key may ask for. */
  KEY_CHALLENGES_PER_HOUR: count,
  /** Header with the client's address. Only where a proxy sets it whatever the client sends. */
  CLIENT_ADDRESS_HEADER: text.optional(),
  /** Secret: SHA-256 (hex) of the maintainer's bearer token; without it the admin routes are closed. */
  MAINTAINER_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** The Worker's variables, checked. */
export interface Env extends z.infer<typeof variables> {
  readonly EXPORTS?: ExportBucket;
  /** The Durable Objects that count quotas for all isolates. */
  readonly QUOTAS?: QuotaNamespace;
}

/** Checks what the runtime hands over; the message names each variable that is wrong. */
export function readEnv(bindings: Readonly<Record<string, unknown>>): Env {
  const result = variables.safeParse(bindings);
  if (!result.success) {
    throw new Error(
      `The Worker's variables are wrong:\n${z.prettifyError(result.error)}\n` +
        'Set them with `wrangler secret put` or, locally, through npm start.',
    );
  }
  const { EXPORTS, QUOTAS } = bindings;
  return {
    ...result.data,
    ...(EXPORTS === undefined ? {} : { EXPORTS: EXPORTS as ExportBucket }),
    ...(QUOTAS === undefined ? {} : { QUOTAS: QUOTAS as QuotaNamespace }),
  };
}
