import { z } from 'zod';

const digests = z.array(z.object({ name: z.string(), rows: z.number(), digest: z.string() }));

/** What a dump says of itself: the tables as they were at one moment. */
export const dumpManifest = z.object({
  createdAt: z.string(),
  raw: digests,
  /** Not in the dump; what deriving them again must give. */
  derived: digests,
});

export type DumpManifest = z.infer<typeof dumpManifest>;

/** File of a table in the folder of a dump: one row per line, as `to_jsonb` writes it. */
export function dumpFile(table: string): string {
  return `${table}.jsonl.gz`;
}
