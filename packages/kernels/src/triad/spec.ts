import { defineBandwidthKernel } from '../bandwidth-spec.ts';
import type { KernelSpec } from '../kernel-spec.ts';

/** a = b + 3c, with or without a fused multiply-add: hence a tolerance. */
export const triadSpec: KernelSpec = defineBandwidthKernel({
  id: 'triad',
  title: 'Triad',
  summary:
    'Multiplies, adds and stores three long lists of numbers: the classic test of sustained memory speed.',
  arrays: 3,
  flopsPerElement: 2,
  alwaysHasCurve: false,
  preference: 2,
  tolerance: () => 1e-6,
});
