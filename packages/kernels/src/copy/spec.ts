import { defineBandwidthKernel } from '../bandwidth-spec.ts';
import type { KernelSpec } from '../kernel-spec.ts';

/** c = a, bit for bit. */
export const copySpec: KernelSpec = defineBandwidthKernel({
  id: 'copy',
  title: 'Copy',
  summary:
    'Copies a long list of numbers. It shows how fast memory can be read and written at once.',
  arrays: 2,
  flopsPerElement: 0,
  alwaysHasCurve: false,
  preference: 3,
  tolerance: () => 0,
});
