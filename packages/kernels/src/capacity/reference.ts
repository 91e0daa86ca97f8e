import type { KernelReference } from '../kernel-reference.ts';
import { dimension } from '../kernel-spec.ts';
import { pageBytes, pageStamp } from './pages.ts';

const pagesPerRead = 65_536;

/** The answer has one number a page: its stamp, where all of the page was read back as written. */
export const capacityReference: KernelReference = {
  kernel: 'capacity',
  // None: `bytes` is no array that a device must hold in one piece.
  inputs: () => [],
  async verify({ size, seed, read }) {
    const pages = dimension(size, 'bytes') / pageBytes;
    for (let from = 0; from < pages; from += pagesPerRead) {
      const count = Math.min(pagesPerRead, pages - from);
      const got = await read(from, count);
      for (let i = 0; i < count; i++) {
        if (got[i] !== pageStamp(seed, from + i)) return Number.POSITIVE_INFINITY;
      }
    }
    return 0;
  },
};
