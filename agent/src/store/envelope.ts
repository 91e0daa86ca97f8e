import { z } from 'zod';

/** One run on disk: the exact bytes that are sent, with a checksum against rot. */
export const envelope = z.strictObject({ sha256: z.string(), body: z.string() });
