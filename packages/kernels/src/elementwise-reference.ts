import { hash32, type InputValues, inputPeriod, inputSeed, inputValue } from './input-values.ts';
import type { KernelReference, VerificationRequest } from './kernel-reference.ts';
import { dimension } from './kernel-spec.ts';
import { relativeError } from './relative-error.ts';

const wholeUpTo = 2 ** 20;
const rangeLength = 2 ** 14;
const rangeCount = 16;

/** Reference of a kernel whose output element depends on the inputs at the same index alone. */
export function defineElementwiseReference(
  kernel: string,
  inputNames: readonly string[],
  /** Exact answer, rounded to f32 where the kernel stores it. */
  answer: (inputs: readonly number[]) => number,
): KernelReference {
  return {
    kernel,
    inputs: (size) => inputNames.map((name) => ({ name, elements: dimension(size, 'elements') })),
    async verify(request) {
      const tables = inputNames.map((_, p) => table(inputSeed(request.seed, p), request.values));
      let worst = 0;
      for (const { from, count } of checkedRanges(request)) {
        const got = await request.read(from, count);
        const want = new Float64Array(count);
        for (let i = 0; i < count; i++) {
          want[i] = answer(tables.map((values) => values[(from + i) % inputPeriod] ?? Number.NaN));
        }
        worst = Math.max(worst, relativeError(got, want));
      }
      return worst;
    },
  };
}

/** All elements of a short answer; the ends and seeded ranges of a long one. */
function checkedRanges({ size, seed }: VerificationRequest): { from: number; count: number }[] {
  const elements = dimension(size, 'elements');
  if (elements <= wholeUpTo) return [{ from: 0, count: elements }];
  const last = elements - rangeLength;
  const starts = Array.from({ length: rangeCount - 2 }, (_, i) => hash32(seed, i + 1) % last);
  return [0, ...starts, last].map((from) => ({ from, count: rangeLength }));
}

function table(seed: number, values: InputValues): Float64Array {
  return Float64Array.from({ length: inputPeriod }, (_, i) => inputValue(seed, i, values));
}
