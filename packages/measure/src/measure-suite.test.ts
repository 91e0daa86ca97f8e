import { findKernelSpec } from '@ridgeline/kernels/specs';
import { median } from '@ridgeline/statistics/quantile';
import { describe, expect, it } from 'vitest';
import type { Backend, Prepared } from './backends/backend.ts';
import { gpujsCpu, gpujsWebgpu } from './backends/gpujs/gpujs-backends.ts';
import { Failure } from './failure.ts';
import type { MeasureEvent } from './measure-event.ts';
import { measureSuite } from './measure-suite.ts';
import type { OkMeasurement } from './measurement.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';

const options = {
  preset: 'quick',
  timeBudgetSeconds: 20,
  cacheBytes: 2 * 1024 ** 2,
  memoryBytes: 1024 ** 3,
  kernels: ['copy', 'dispatch'],
} as const;

const run = (changes: Partial<MeasureSuiteOptions> = {}) =>
  measureSuite({ backends: [gpujsCpu()], ...options, ...changes });

/** A real backend whose prepared problems are changed: how faults of drivers are staged. */
function faulty(change: (prepared: Prepared, isCheck: boolean) => Prepared): Backend {
  const real = gpujsCpu();
  return {
    ...real,
    async prepare(request) {
      return change(await real.prepare(request), request.values === 'integers');
    },
  };
}

const changed = (prepared: Prepared, changes: Partial<Prepared>): Prepared => ({
  execute: (times) => prepared.execute(times),
  readOutput: (from, count) => prepared.readOutput(from, count),
  dispose: () => prepared.dispose(),
  ...changes,
});

const wrong = (prepared: Prepared): Prepared =>
  changed(prepared, {
    readOutput: async (from, count) => {
      const answer = Array.from(await prepared.readOutput(from, count));
      return answer.map((value, i) => (i === 17 ? value + 1 : value));
    },
  });

// The machine may be busy; nothing here depends on how fast it is.
const timeout = 60_000;

describe('a suite', { timeout }, () => {
  it('gives rates that follow from the median of its samples and the declared cost', async () => {
    const { measurements, isPartial } = await run();
    expect(isPartial).toBe(false);
    const copies = measurements.filter(({ kernel }) => kernel === 'copy');
    expect(copies).toHaveLength(1);
    for (const measurement of copies as OkMeasurement[]) {
      expect(measurement.outcome).toBe('ok');
      const { samples } = measurement.durationSeconds;
      expect(samples.length).toBeGreaterThanOrEqual(3);
      expect(measurement.durationSeconds.median).toBeCloseTo(median(samples), 12);
      const bytes = findKernelSpec('copy')?.cost(measurement.size, 'f32').bytes ?? 0;
      const rate = measurement.bandwidthBytesPerSecond ?? 0;
      expect(rate / (bytes / median(samples))).toBeCloseTo(1, 6);
    }
  });

  it('gives a latency no rate', async () => {
    const { measurements } = await run({ kernels: ['dispatch'] });
    expect(measurements).toHaveLength(1);
    expect(measurements[0]).toMatchObject({ outcome: 'ok', kernel: 'dispatch' });
    expect(measurements[0]).not.toHaveProperty('bandwidthBytesPerSecond');
    expect(measurements[0]).not.toHaveProperty('computeFlopsPerSecond');
  });

  it('tells its progress in order: probes, plan, then start and end of each measurement', async () => {
    const events: MeasureEvent[] = [];
    await run({ onEvent: (event) => events.push(event) });
    const types = events.map(({ type }) => type).filter((type) => type !== 'sample');
    const each = ['measurement-started', 'measurement-finished'];
    expect(types).toEqual(['backend-probed', 'suite-planned', ...each, ...each]);
    expect(events.some(({ type }) => type === 'sample')).toBe(true);
    const last = events.at(-1);
    expect(last?.type === 'measurement-finished' && last.remainingSeconds).toBe(0);
  });

  it('names the kernels that a backend has no program for', async () => {
    const { measurements } = await run({ kernels: ['matvec'] });
    expect(measurements.map(({ outcome, dtype }) => `${outcome} ${dtype}`)).toEqual([
      'unsupported f32',
      'unsupported f16',
      'unsupported q8_0',
      'unsupported q4_0',
    ]);
  });

  it('says what a device or runtime lacks, where a backend knows', async () => {
    const knowing = { ...gpujsCpu(), whyUnsupported: () => 'No f16 here.' };
    const { measurements } = await run({ backends: [knowing], kernels: ['matvec'] });
    expect(new Set(measurements.map((each) => each.outcome !== 'ok' && each.reason))).toEqual(
      new Set(['No f16 here.']),
    );
  });

  it('lists a backend that cannot work here with its reason, and measures the others', async () => {
    const without = gpujsWebgpu({ open: async () => undefined });
    const result = await run({ backends: [without, gpujsCpu()], kernels: ['dispatch'] });
    expect(result.unavailableBackends).toEqual([
      { backend: 'gpujs-webgpu', reason: 'This runtime has no WebGPU (navigator.gpu).' },
    ]);
    expect(result.softwarePaths.map(({ id }) => id)).toEqual(['cpu0-gpujs-cpu']);
    expect(result.measurements[0]).toMatchObject({ outcome: 'ok', path: 'cpu0-gpujs-cpu' });
  });

  it('keeps within its time: what is left over is skipped with the reason', async () => {
    const start = performance.now();
    const { measurements, isPartial } = await run({ timeBudgetSeconds: 0.001 });
    expect((performance.now() - start) / 1000).toBeLessThan(2);
    expect(isPartial).toBe(false);
    expect(new Set(measurements.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
    expect(measurements[0]).toMatchObject({
      reason: 'The time budget of the run was spent before.',
    });
  });

  it('keeps finished measurements when it is aborted, and never a half one', async () => {
    const abort = new AbortController();
    const { measurements, isPartial } = await run({
      signal: abort.signal,
      onEvent: ({ type }) => type === 'measurement-finished' && abort.abort(),
    });
    expect(isPartial).toBe(true);
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['ok']);
  });
});

describe('a backend that answers wrongly', { timeout }, () => {
  it('is never timed when the known-answer test finds it', async () => {
    let longest = 0;
    const backend = faulty((prepared) =>
      changed(wrong(prepared), {
        execute: (times) => {
          longest = Math.max(longest, times);
          return prepared.execute(times);
        },
      }),
    );
    const { measurements } = await run({ backends: [backend] });
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(measurements[0]).toMatchObject({
      cause: 'wrong-answer',
      reason: expect.stringMatching(/^Known-answer test: Wrong answer for .*exactly 0/),
    });
    expect(longest).toBeLessThan(3);
  });

  it('fails the measurement when only the timed problem is wrong', async () => {
    const backend = faulty((prepared, isCheck) => (isCheck ? prepared : wrong(prepared)));
    const { measurements } = await run({ backends: [backend], kernels: ['copy'] });
    expect(measurements).toHaveLength(1);
    expect(measurements[0]).toMatchObject({
      outcome: 'failed',
      cause: 'wrong-answer',
      reason: expect.stringMatching(/^Wrong answer for \{"elements":\d+\}/),
    });
  });

  it('fails one measurement when it throws, and goes on with the next', async () => {
    const backend = faulty((prepared, isCheck) =>
      isCheck
        ? prepared
        : changed(prepared, { execute: () => Promise.reject(new Error('lost\n')) }),
    );
    const { measurements } = await run({ backends: [backend] });
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(measurements[0]).toMatchObject({ cause: 'unsupported', reason: 'lost' });
  });

  it.each([
    ['crash', new Failure('crash', 'It died.')],
    ['no-room', new Failure('no-room', 'It has 4 GiB.')],
    ['no-room', new RangeError('Array buffer allocation failed')],
  ])('says that the cause is %s when it throws %s', async (cause, error) => {
    const backend = faulty((prepared) =>
      changed(prepared, { execute: () => Promise.reject(error) }),
    );
    const { measurements } = await run({ backends: [backend], kernels: ['copy'] });
    expect(measurements).toMatchObject([{ outcome: 'failed', cause }]);
    expect(measurements).toMatchObject([{ reason: `Known-answer test: ${error.message}` }]);
  });
});
