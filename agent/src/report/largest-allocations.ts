import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { Submission } from '@ridgeline/schema/submission';

/** The most memory that one program had of a device. */
export interface LargestAllocation {
  readonly device: Submission['devices'][number];
  readonly bytes: number;
  /** What ended it, in words. */
  readonly end: string;
}

/** What the ways to end an allocation mean. */
const ends: Readonly<Record<string, string>> = {
  'stopped-by-ceiling': 'more was not asked for',
  'stopped-by-refusal': 'more was refused',
  'stopped-by-host': 'more would have disturbed the computer',
  'stopped-by-time': 'more would have taken too long',
};

/** The largest allocation of each device, where it was measured. */
export function largestAllocations(run: Submission): LargestAllocation[] {
  const found = run.measurements.flatMap((each) => {
    const spec = findKernelSpec(each.kernel);
    if (each.outcome !== 'ok' || spec?.isLargestThatFits !== true) return [];
    const path = run.softwarePaths.find(({ id }) => id === each.path);
    const device = run.devices.find(({ id }) => id === path?.device);
    if (device === undefined) return [];
    const { bytes } = spec.cost(each.size, each.dtype);
    return [{ device, bytes, end: ends[each.variant ?? ''] ?? 'it is not known why no more' }];
  });
  return run.devices.flatMap(
    ({ id }) =>
      found.filter(({ device }) => device.id === id).sort((a, b) => b.bytes - a.bytes)[0] ?? [],
  );
}
