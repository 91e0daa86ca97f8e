import type { Evaluation } from './evaluate.ts';
import type { EvaluatedDevice } from './submitted-device.ts';

/** The most memory that one program had of a device. */
export interface LargestAllocation {
  readonly device: EvaluatedDevice;
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
export function largestAllocations({
  devices,
  measurements,
  paths,
}: Evaluation): LargestAllocation[] {
  return devices.flatMap((device) => {
    const own = new Set(
      paths.filter((path) => path.device === device).map(({ given }) => given.id),
    );
    const [largest] = measurements
      .flatMap(({ declared, given }) =>
        declared?.spec.isLargestThatFits && own.has(given.path)
          ? [{ bytes: declared.cost.bytes, variant: given.variant ?? '' }]
          : [],
      )
      .sort((a, b) => b.bytes - a.bytes);
    if (largest === undefined) return [];
    const { bytes, variant } = largest;
    return [{ device, bytes, end: ends[variant] ?? 'it is not known why no more' }];
  });
}
