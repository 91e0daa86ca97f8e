import type { Preset } from '@ridgeline/kernels/kernel-spec';

/** Wall time of the measurements; `full` ends when its sizes are done. */
export const timeBudgetSeconds: Readonly<Record<Preset, number>> = {
  quick: 25,
  standard: 110,
  full: 1200,
};
