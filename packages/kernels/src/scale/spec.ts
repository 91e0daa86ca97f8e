import { defineBandwidthKernel } from '../bandwidth-spec.ts';
import type { KernelSpec } from '../kernel-spec.ts';

/** b = 3a; one rounding, so the answer is exact. */
export const scaleSpec: KernelSpec = defineBandwidthKernel({
  id: 'scale',
  title: 'Scale',
  summary: 'Multiplies each number of a long list by three and stores the result.',
  arrays: 2,
  flopsPerElement: 1,
  alwaysHasCurve: false,
  preference: 5,
  tolerance: () => 0,
});
