import { defineBandwidthKernel } from '../bandwidth-spec.ts';
import type { KernelSpec } from '../kernel-spec.ts';

/** c = a + b; one rounding, so the answer is exact. */
export const addSpec: KernelSpec = defineBandwidthKernel({
  id: 'add',
  title: 'Add',
  summary: 'Adds two long lists of numbers into a third.',
  arrays: 3,
  flopsPerElement: 1,
  alwaysHasCurve: false,
  preference: 4,
  tolerance: () => 0,
});
