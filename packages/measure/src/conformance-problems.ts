import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import type { Backend } from './backends/backend.ts';
import { verifyAnswer } from './verify-answer.ts';

/** A small problem that a backend must get right, whatever it is fast at. */
export interface ConformanceProblem {
  readonly kernel: KernelSpec;
  readonly dtype: string;
  readonly size: ProblemSize;
}

/** Each check size of each kernel and dtype that a backend has a program for; ask after its probe. */
export function conformanceProblems(backend: Backend): ConformanceProblem[] {
  return kernelSpecs.flatMap((kernel) =>
    kernel.dtypes
      .filter((dtype) => backend.supports(kernel.id, dtype))
      .flatMap((dtype) => kernel.checkSizes.map((size) => ({ kernel, dtype, size }))),
  );
}

/**
 * Executes a problem several times, with random inputs and with integers, and checks both answers.
 * @throws WrongAnswerError, or what the backend throws
 */
export async function assertConforms(backend: Backend, problem: ConformanceProblem): Promise<void> {
  for (const values of ['random', 'integers'] as const) {
    const verified = { ...problem, values, seed: 7 };
    const prepared = await backend.prepare({ ...verified, copies: 2 });
    try {
      const { seconds } = await prepared.execute(3);
      if (!(seconds > 0)) throw new Error(`${backend.id} took ${seconds} s for its work.`);
      await verifyAnswer(prepared, verified);
    } finally {
      await prepared.dispose();
    }
  }
}
