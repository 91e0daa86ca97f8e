import { defineKernel, type KernelSpec } from '../kernel-spec.ts';

/** b = 3a over 64 elements, each execution started and waited for alone: the cost of asking at all. */
export const dispatchSpec: KernelSpec = defineKernel({
  id: 'dispatch',
  title: 'Launch latency',
  summary:
    'Asks the device for almost nothing and waits for the answer. It shows the fixed price of each request, which decides from what size on a GPU pays off.',
  dtypes: ['f32'],
  dimensions: ['elements'],
  headline: { id: 'dispatch', preference: 1 },
  isRotated: false,
  isExactForIntegers: true,
  checkSizes: [{ elements: 64 }, { elements: 63 }],
  sizes: () => [{ elements: 64 }],
  // A latency has no rate: what it moves and computes is as good as nothing.
  cost: () => ({ flops: 0, bytes: 0 }),
  tolerance: () => 0,
});
