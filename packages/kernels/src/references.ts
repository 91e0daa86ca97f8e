import type { KernelReference } from './kernel-reference.ts';
import { kernelReferences } from './kernel-references.ts';

/** The reference of a kernel. A kernel without one is a programming error, so it throws. */
export function referenceOf(kernel: string): KernelReference {
  const found = kernelReferences.find((reference) => reference.kernel === kernel);
  if (found === undefined) throw new Error(`Kernel "${kernel}" has no reference.ts in its folder.`);
  return found;
}
