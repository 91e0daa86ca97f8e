import { inputPeriod, inputSeed, inputValue } from '../input-values.ts';
import type { KernelReference } from '../kernel-reference.ts';
import { dimension } from '../kernel-spec.ts';
import { readPartialSums } from './partial-sums.ts';

/**
 * The sum, in closed form: whole periods times the period's sum, and the rest. A backend answers with
 * {@link readPartialSums} partial sums in any split; only their total is checked.
 */
export const readReference: KernelReference = {
  kernel: 'read',
  inputs: (size) => [{ name: 'a', elements: dimension(size, 'elements') }],
  async verify({ size, seed, values, read }) {
    const elements = dimension(size, 'elements');
    const periods = Math.floor(elements / inputPeriod);
    const rest = elements % inputPeriod;
    const inputs = inputSeed(seed, 0);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < inputPeriod; i++) {
      const value = inputValue(inputs, i, values);
      const weight = i < rest ? periods + 1 : periods;
      sum += value * weight;
      squares += value * value * weight;
    }
    const parts = await read(0, readPartialSums);
    let got = 0;
    for (let i = 0; i < readPartialSums; i++) got += parts[i] ?? Number.NaN;
    const error = Math.abs(got - sum) / Math.sqrt(squares);
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  },
};
