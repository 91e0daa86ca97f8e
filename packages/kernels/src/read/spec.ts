import { defineBandwidthKernel } from '../bandwidth-spec.ts';
import type { KernelSpec } from '../kernel-spec.ts';

/** Sum of one array. Its error is relative to the root of the sum of squares, so a lost element shows. */
export const readSpec: KernelSpec = defineBandwidthKernel({
  id: 'read',
  title: 'Read',
  summary:
    'Adds up a long list of numbers. It shows how fast memory can be read, which sets the pace of a language model writing its answer.',
  arrays: 1,
  flopsPerElement: 1,
  alwaysHasCurve: true,
  // What decode does with weights is read them.
  preference: 1,
  tolerance: (elements) => 1e-6 + 1e-7 * Math.sqrt(elements),
});
