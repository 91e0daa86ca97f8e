import { defineKernel, dimension, type KernelSpec } from '../kernel-spec.ts';
import { operationsPerStep } from './chain.ts';

/** One chain of dependent, unpredictable branches on a 32-bit state (see `chain.ts`). */
export const serialBranchSpec: KernelSpec = defineKernel({
  id: 'serial-branch',
  title: 'Serial branching',
  summary:
    'Follows one chain of decisions, each of which depends on the one before. Work like parsing or game logic is of this kind, and here a CPU beats any GPU.',
  dtypes: ['i32'],
  dimensions: ['steps'],
  rate: 'computeFlopsPerSecond',
  headline: { id: 'serial-branch', preference: 1 },
  isRotated: false,
  isExactForIntegers: true,
  checkSizes: [{ steps: 1001 }, { steps: 4096 }],
  // Mesa's software GPU leaves any loop after 65,535 iterations, without a word.
  sizes: () => [{ steps: 2 ** 15 }],
  cost: (size) => ({ flops: operationsPerStep * dimension(size, 'steps'), bytes: 0 }),
  tolerance: () => 0,
});
