import type { KernelReference } from '../kernel-reference.ts';
import { dimension } from '../kernel-spec.ts';
import { chainEnd, chainStart } from './chain.ts';

/** The answer is one unsigned number: the last state. The seed alone gives the first one. */
export const serialBranchReference: KernelReference = {
  kernel: 'serial-branch',
  inputs: () => [],
  async verify({ size, seed, read }) {
    const got = await read(0, 1);
    const want = chainEnd(chainStart(seed), dimension(size, 'steps'));
    return got[0] === want ? 0 : Number.POSITIVE_INFINITY;
  },
};
