import { defineKernel, dimension, type KernelSpec, type ProblemSize } from './kernel-spec.ts';

const mebibytes = (count: number): ProblemSize => ({ elements: (count * 1024 ** 2) / 4 });

/** Defines a kernel that moves `elements` f32 values between a host and its GPU. */
export function defineTransferKernel(
  words: Pick<KernelSpec, 'id' | 'title' | 'summary'>,
): KernelSpec {
  return defineKernel({
    ...words,
    dtypes: ['f32'],
    dimensions: ['elements'],
    deviceKinds: ['gpu'],
    rate: 'bandwidthBytesPerSecond',
    isRotated: false,
    isExactForIntegers: true,
    checkSizes: [{ elements: 1003 }, { elements: 4096 }],
    sizes: ({ preset }) => (preset === 'quick' ? [16] : [1, 16, 256]).map(mebibytes),
    cost: (size) => ({ flops: 0, bytes: 4 * dimension(size, 'elements') }),
    tolerance: () => 0,
  });
}
