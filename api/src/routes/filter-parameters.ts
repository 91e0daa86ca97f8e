import { tier } from '@ridgeline/schema/responses';
import { platform } from '@ridgeline/schema/submission';
import { wireId } from '@ridgeline/schema/text';
import { z } from 'zod';
import { queryInteger } from './query.ts';

function plainText(maximum: number) {
  return z
    .string()
    .max(maximum)
    .refine((text) => text.isWellFormed() && !/\p{C}/u.test(text), 'has control characters')
    .optional();
}

/** Filters by what a device is. */
export const deviceFilters = {
  kind: z.enum(['cpu', 'gpu']).optional().meta({ description: 'Kind of device.', example: 'gpu' }),
  vendor: plainText(120).meta({
    description: 'Vendor, exactly but in any case.',
    example: 'NVIDIA',
  }),
  memory: queryInteger(1, 2 ** 48)
    .optional()
    .meta({ description: 'At least so many bytes.', example: 24_000_000_000 }),
} as const;

/** Filters by how a run was made. */
export const pathFilters = {
  backend: wireId.optional().meta({ description: 'Backend that measured.', example: 'wasm' }),
  driver: plainText(120).meta({ description: 'Driver that measured, exactly.' }),
  os: platform
    .optional()
    .meta({ description: 'Operating system that measured.', example: 'linux' }),
  tier: tier
    .optional()
    .meta({ description: 'How far it was verified: exactly this tier.', example: 'T2' }),
} as const;

/** Filter by the price of a device; rented hardware has none. */
export const priceFilter = queryInteger(1, 10_000_000)
  .optional()
  .meta({ description: 'At most so many US dollars.', example: 1000 });

/** Filter by name. */
export const searchFilter = plainText(100).meta({
  description: 'Part of vendor and name, literally.',
});
