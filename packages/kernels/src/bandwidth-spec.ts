import { defineKernel, dimension, type KernelSpec } from './kernel-spec.ts';
import { elementsFor, memoryWorkingSetBytes, workingSets } from './working-sets.ts';

/** What differs between the kernels that stream f32 arrays. */
export interface BandwidthKernel {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Arrays read and written, which is also the number of 4-byte accesses per element. */
  readonly arrays: number;
  readonly flopsPerElement: number;
  /** Whether `quick` and `standard` follow the curve through the caches, or only ask memory. */
  readonly hasCurve: boolean;
  tolerance(elements: number): number;
}

/** Defines a kernel that streams `arrays` f32 arrays of `elements` elements. */
export function defineBandwidthKernel(kernel: BandwidthKernel): KernelSpec {
  return defineKernel({
    id: kernel.id,
    title: kernel.title,
    summary: kernel.summary,
    dtypes: ['f32'],
    dimensions: ['elements'],
    rate: 'bandwidthBytesPerSecond',
    isRotated: false,
    isExactForIntegers: true,
    checkSizes: [{ elements: 1003 }, { elements: 4096 }, { elements: 70_001 }],
    sizes(context) {
      const memory = elementsFor(memoryWorkingSetBytes(context), kernel.arrays);
      if (context.preset === 'full') {
        return workingSets(context, kernel.arrays, kernel.hasCurve ? 2 : 8);
      }
      if (!kernel.hasCurve) return [memory];
      return workingSets(context, kernel.arrays, context.preset === 'quick' ? 32 : 4);
    },
    cost: (size) => ({
      flops: kernel.flopsPerElement * dimension(size, 'elements'),
      bytes: kernel.arrays * 4 * dimension(size, 'elements'),
    }),
    tolerance: (_dtype, size) => kernel.tolerance(dimension(size, 'elements')),
  });
}
