import { exampleSubmission } from '@ridgeline/schema/example-submission';
import { deviceSlug, uuidV7 } from '@ridgeline/schema/text';
import { z } from 'zod';

/** `{id}` of a submission. */
export const submissionPath = z.strictObject({
  id: uuidV7.meta({ example: exampleSubmission.run.id }),
});

/** `{slug}` of a device. */
export const devicePath = z.strictObject({ slug: deviceSlug.meta({ example: 'nvidia-l4' }) });

/** Fingerprint of a key. */
export const ownerFingerprint = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ example: '8f434346648f6b96df89dda901c5176b' });
