import { defineKernel, dimension, type KernelSpec, type Preset } from './kernel-spec.ts';
import { elementsFor, memoryWorkingSetBytes, workingSets } from './working-sets.ts';

/** Factor between neighbouring working sets. */
const curveSteps: Readonly<Record<Preset, number>> = { quick: 512, standard: 16, full: 16 };

/** What differs between the kernels that stream f32 arrays. */
export interface BandwidthKernel {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Arrays read and written, which is also the number of 4-byte accesses per element. */
  readonly arrays: number;
  readonly flopsPerElement: number;
  /** Whether the caches are measured too; others only ask memory. A submission has little room. */
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
      if (!kernel.hasCurve) return [memory];
      return workingSets(context, kernel.arrays, curveSteps[context.preset]);
    },
    cost: (size) => ({
      flops: kernel.flopsPerElement * dimension(size, 'elements'),
      bytes: kernel.arrays * 4 * dimension(size, 'elements'),
    }),
    tolerance: (_dtype, size) => kernel.tolerance(dimension(size, 'elements')),
  });
}
