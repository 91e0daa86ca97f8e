import { defineKernel, dimension, type KernelSpec, type Preset } from './kernel-spec.ts';
import { elementsFor, memoryWorkingSetBytes, workingSets } from './working-sets.ts';

/**
 * Factor between neighbouring working sets where the path draws curves, and where it only shows what it
 * does with all in the first cache and with nothing in any.
 */
const fineStep: Readonly<Record<Preset, number>> = { quick: 512, standard: 16, full: 16 };
const coarseStep = Number.POSITIVE_INFINITY;

/** What differs between the kernels that stream f32 arrays. */
export interface BandwidthKernel {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Arrays read and written, which is also the number of 4-byte accesses per element. */
  readonly arrays: number;
  readonly flopsPerElement: number;
  /**
   * Whether caches are measured in every preset and on every path. The other kernels ask them only
   * where there is time and the path draws curves, since a submission has little room.
   */
  readonly alwaysHasCurve: boolean;
  /** Among the kernels that tell the bandwidth, see `FedHeadline`. */
  readonly preference: number;
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
    headline: { id: 'bandwidth', preference: kernel.preference },
    isStream: true,
    isRotated: false,
    isExactForIntegers: true,
    checkSizes: [{ elements: 1003 }, { elements: 4096 }, { elements: 70_001 }],
    sizes(context) {
      const memory = elementsFor(memoryWorkingSetBytes(context), kernel.arrays);
      const isDrawn = context.hasCurves && (kernel.alwaysHasCurve || context.preset !== 'quick');
      if (isDrawn) return workingSets(context, kernel.arrays, fineStep[context.preset]);
      return kernel.alwaysHasCurve ? workingSets(context, kernel.arrays, coarseStep) : [memory];
    },
    cost: (size) => ({
      flops: kernel.flopsPerElement * dimension(size, 'elements'),
      bytes: kernel.arrays * 4 * dimension(size, 'elements'),
    }),
    tolerance: (_dtype, size) => kernel.tolerance(dimension(size, 'elements')),
  });
}
