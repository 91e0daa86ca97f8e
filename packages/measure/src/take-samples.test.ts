import { expect, it } from 'vitest';
import type { Prepared } from './backends/backend.ts';
import { within } from './deadline.ts';
import { NoiseWatch } from './noise-watch.ts';
import type { NoiseProbe } from './suite-options.ts';
import { takeSamples } from './take-samples.ts';

const limits = {
  minimumSampleSeconds: 0.005,
  warmUpSeconds: 0,
  minimumSamples: 3,
  maximumSamples: 16,
  maximumRelativeSpread: 0.025,
};

/** A problem whose calls take the seconds given for each in turn, the last one for ever after. */
function problem(
  seconds: readonly number[],
  device?: number,
): Prepared & { readonly calls: number[] } {
  const calls: number[] = [];
  return {
    calls,
    async execute(times) {
      const each = seconds[Math.min(calls.length, seconds.length - 1)] ?? 0;
      calls.push(times);
      return { seconds: each * times, ...(device !== undefined && { deviceSeconds: device }) };
    },
    readOutput: async () => [],
    dispose: async () => undefined,
  };
}

const sample = (prepared: Prepared, probe?: NoiseProbe, budgetSeconds = 0.2) =>
  takeSamples(prepared, {
    limits,
    budgetSeconds,
    watch: new NoiseWatch(probe, 2),
    onSample: () => undefined,
  });

it('drops the slow first executions and stops once the median is settled', async () => {
  const prepared = problem([1e-3, 1e-4, 1e-5]);
  const { seconds, isSettled, executionsPerSample } = await sample(prepared, undefined, 5);
  expect(isSettled).toBe(true);
  expect(seconds).toEqual(Array.from({ length: seconds.length }, () => 1e-5));
  expect(seconds.length).toBeLessThanOrEqual(8);
  expect(executionsPerSample).toBe(500);
});

it('takes as many samples as it may when they scatter, and says that they did not settle', async () => {
  const scatter = [1, 1, ...Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1e-2 : 2e-2))];
  const { seconds, isSettled } = await sample(problem(scatter), undefined, 5);
  expect(seconds).toHaveLength(limits.maximumSamples);
  expect(isSettled).toBe(false);
});

it('calls too few samples unsettled, however close they are', async () => {
  const { seconds, isSettled } = await sample(problem([1e-3]), { otherCpuRatio: () => 0.5 }, 0);
  expect(new Set(seconds).size).toBe(1);
  expect(seconds.length).toBeLessThan(6);
  expect(isSettled).toBe(false);
});

it('repeats samples that were taken while others used the CPU', async () => {
  const ratios = [0, 0, 0.5, 0, 0];
  const quiet = await sample(problem([1e-3]), { otherCpuRatio: () => ratios.shift() ?? 0 }, 5);
  expect(quiet.isContended).toBe(false);
});

it('keeps them when it never becomes quiet, and flags the measurement', async () => {
  const contended = await sample(problem([1e-3]), { otherCpuRatio: () => 0.5 });
  expect(contended.isContended).toBe(true);
  expect(contended.seconds.length).toBeGreaterThanOrEqual(limits.minimumSamples);
});

it('notices a device clock that claims more time than passed', async () => {
  expect((await sample(problem([1e-3], 10))).hasClockMismatch).toBe(true);
  expect((await sample(problem([1e-3], 1e-3))).hasClockMismatch).toBe(false);
});

it('gives up on a backend that never answers', async () => {
  const never = () => new Promise<never>(() => undefined);
  await expect(within(0.05, never)).rejects.toMatchObject({ failureCause: 'hang' });
  expect(await within(1, async () => 7)).toBe(7);
});
