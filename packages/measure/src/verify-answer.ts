import type { InputValues } from '@ridgeline/kernels/input-values';
import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { referenceOf } from '@ridgeline/kernels/references';
import type { Backend, Prepared } from './backends/backend.ts';
import { Failure } from './failure.ts';

/** A problem whose answer is checked. */
export interface VerifiedProblem {
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly size: ProblemSize;
  readonly seed: number;
  readonly values: InputValues;
}

/** Relative error of the latest answer of `prepared`; throws a {@link Failure} beyond the tolerance. */
export async function verifyAnswer(prepared: Prepared, problem: VerifiedProblem): Promise<number> {
  const { kernel, dtype, size, values } = problem;
  const error = await referenceOf(kernel.id).verify({
    ...problem,
    read: (from, count) => prepared.readOutput(from, count),
  });
  const isExact = values === 'integers' && kernel.isExactForIntegers;
  const tolerance = isExact ? 0 : kernel.tolerance(dtype, size);
  if (!(error <= tolerance)) {
    const bound = isExact ? 'exactly 0 for integers' : `at most ${tolerance.toPrecision(2)}`;
    throw new Failure(
      'wrong-answer',
      `Wrong answer for ${JSON.stringify(size)}: relative error ${error.toPrecision(3)}, allowed is ${bound}.`,
    );
  }
  return error;
}

/**
 * The known-answer test that a backend must pass before it is timed: a small odd size, with integers
 * where sums of integers are exact, so that a single wrong element shows.
 */
export async function checkKnownAnswer(
  backend: Backend,
  kernel: KernelSpec,
  dtype: string,
  seed: number,
): Promise<void> {
  const [size] = kernel.checkSizes;
  if (size === undefined) throw new Error(`Kernel ${kernel.id} declares no check size.`);
  const values = kernel.isExactForIntegers ? 'integers' : 'random';
  const problem = { kernel, dtype, size, seed, values } as const;
  const prepared = await backend.prepare({ ...problem, copies: 1 });
  try {
    await prepared.execute(2);
    await verifyAnswer(prepared, problem);
  } finally {
    await prepared.dispose();
  }
}
