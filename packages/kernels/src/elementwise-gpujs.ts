import type { GpujsProgram } from './gpujs-program.ts';
import { dimension } from './kernel-spec.ts';

/** A gpu.js program whose thread `x` computes element `x` from the inputs at `x`. */
export function defineElementwiseProgram(
  kernel: string,
  inputNames: readonly string[],
  source: GpujsProgram['source'],
): GpujsProgram {
  return {
    kernel,
    dtype: 'f32',
    source,
    components: 1,
    output: (size) => [dimension(size, 'elements')],
    inputs: (size) =>
      inputNames.map((constant, position) => {
        const width = dimension(size, 'elements');
        return { constant, position, sourceWidth: width, sourceHeight: 1, width, height: 1 };
      }),
    constants: () => ({}),
    locate: (index) => index,
    answerElements: (size) => dimension(size, 'elements'),
  };
}
