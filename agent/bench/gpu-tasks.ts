import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { findKernelSpec } from '@ridgeline/kernels/specs';

/** Order of the matrices on a real GPU, which is done with a small one before it is awake. */
export const gpuOrder = 4096;
/** Values of each of the two arrays of the copy: 1 GiB, far beyond any cache. */
export const gpuCopyElements: number = 2 ** 28;

const square: ProblemSize = { m: gpuOrder, n: gpuOrder, k: gpuOrder };

/** What is compared with the vendor on a real GPU, by task. */
const gpuTasks: Readonly<
  Record<string, { readonly kernel: string; readonly dtype: string; readonly size: ProblemSize }>
> = {
  'matmul-gpu': { kernel: 'matmul', dtype: 'f32', size: square },
  'matmul-f16-gpu': { kernel: 'matmul', dtype: 'f16', size: square },
  'copy-gpu': { kernel: 'copy', dtype: 'f32', size: { elements: gpuCopyElements } },
};

/** Kernel, dtype and size of a task. */
export function gpuTask(task: string): {
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly size: ProblemSize;
} {
  const found = gpuTasks[task];
  const kernel = findKernelSpec(found?.kernel ?? '');
  if (found === undefined || kernel === undefined) throw new Error(`There is no task ${task}.`);
  return { ...found, kernel };
}

/** Flops or bytes of one execution of a task. */
export function gpuWork(task: string): { readonly work: number; readonly unit: 'flops' | 'bytes' } {
  const { kernel, dtype, size } = gpuTask(task);
  const unit = kernel.rate === 'computeFlopsPerSecond' ? 'flops' : 'bytes';
  return { work: kernel.cost(size, dtype)[unit], unit };
}
