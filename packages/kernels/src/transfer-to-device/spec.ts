import type { KernelSpec } from '../kernel-spec.ts';
import { defineTransferKernel } from '../transfer-spec.ts';

/** Host memory to device memory, waited for. */
export const transferToDeviceSpec: KernelSpec = defineTransferKernel({
  id: 'transfer-to-device',
  title: 'Upload',
  summary:
    'Sends a long list of numbers from the computer to the graphics card. Small jobs may spend more time on this than a CPU needs to do them itself.',
});
