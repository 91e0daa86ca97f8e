import { defineKernel, dimension, type KernelSpec } from '../kernel-spec.ts';
import { pageBytes } from './pages.ts';

const gibibyte = 1024 ** 3;

/** Share of the host's memory that may be taken in the hope that it is there. */
const mostHostRatio = 0.75;

/**
 * As much memory as one program can have: `bytes` is a ceiling on the way in and what was reached on the
 * way out. Every page is written and read back, so memory that is promised and not there does not count.
 * The last kernel of a run, since drivers may give up a device over it.
 */
export const capacitySpec: KernelSpec = defineKernel({
  id: 'capacity',
  title: 'Largest allocation',
  summary:
    'Takes memory piece by piece, writes to all of it and reads it back, until there is no more or it would disturb the computer. It shows how large a model can be loaded.',
  dtypes: ['i32'],
  dimensions: ['bytes'],
  rate: 'bandwidthBytesPerSecond',
  isRotated: false,
  isLargestThatFits: true,
  needsHardware: true,
  isExactForIntegers: true,
  checkSizes: [{ bytes: 256 * pageBytes }, { bytes: 3 * pageBytes }],
  sizes({ preset, memoryBytes, deviceKind }) {
    // Taking pages from the system is slow, up to 3 s a GiB on virtual machines: nothing for 30 s.
    if (preset === 'quick') return [];
    const isShort = preset === 'standard' && deviceKind === 'cpu';
    const ceiling = isShort ? 4 * gibibyte : mostHostRatio * memoryBytes;
    const bytes = Math.min(ceiling, mostHostRatio * memoryBytes);
    return [{ bytes: Math.floor(bytes / pageBytes) * pageBytes }];
  },
  // What is held counts once, though it is written and read.
  cost: (size) => ({ flops: 0, bytes: dimension(size, 'bytes') }),
  tolerance: () => 0,
});
