import type { KernelSpec } from '../kernel-spec.ts';
import { defineTransferKernel } from '../transfer-spec.ts';

/** Device memory to an array of the host that the program can use. */
export const transferToHostSpec: KernelSpec = defineTransferKernel({
  id: 'transfer-to-host',
  title: 'Download',
  summary:
    'Fetches a long list of numbers from the graphics card back into the computer, as every answer has to be.',
});
