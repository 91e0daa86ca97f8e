import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossoverBatchSize } from './crossover-batch.ts';
import type { Machine } from './machine.ts';
import { memoryFit } from './memory-fit.ts';
import { decodeWork, prefillWork } from './phase-work.ts';
import { predict } from './predict.ts';
import { overrideWorkload, type Workload, workloadAt, workloadCount } from './workload.ts';

const anyWorkload: fc.Arbitrary<Workload> = fc
  .tuple(fc.integer({ min: 0, max: workloadCount - 1 }), fc.integer({ min: 1, max: 64 }))
  .map(([index, batchSize]) => {
    const workload = workloadAt(index);
    if (workload === undefined) throw new Error(`no workload ${index}`);
    return overrideWorkload(workload, { batchSize });
  })
  .filter(({ job }) => job.phase === 'inference');
const logUniform = (low: number, high: number): fc.Arbitrary<number> =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((exponent) => Math.exp(exponent));

const anyMachine: fc.Arbitrary<Machine> = fc
  .record({
    kind: fc.constantFrom('cpu' as const, 'gpu' as const),
    vendor: fc.constantFrom('NVIDIA', 'AMD', 'Intel', 'Apple', 'Qualcomm', 'nobody'),
    basis: fc.constantFrom('measured' as const, 'spec' as const, 'published' as const),
    memoryBytes: logUniform(1e9, 1e13),
    bandwidthBytesPerSecond: logUniform(1e9, 1e13),
    f32: logUniform(1e10, 2e14),
    architecture: fc.constantFrom('ada', 'rdna2', 'apple-m2', 'hopper', 'unheard-of'),
    runtime: fc.constantFrom('CUDA', 'Vulkan', 'Metal', 'CPU', 'something new'),
  })
  .map(({ f32, ...machine }) => ({
    ...machine,
    computeFlopsPerSecond: { f32, f16: 2 * f32, int8: 8 * f32 },
  }));

/** Rate with room for anything, so that speed alone is compared. */
const rate = (machine: Machine, workload: Workload, phase: 'prefill' | 'decode'): number =>
  predict({ ...machine, memoryBytes: 1e16 }, workload)[phase]?.throughputTokensPerSecond.value ?? 0;

/** Room for rounding in sums of floating-point terms. */
const slack = 1 + 1e-9;

test('more bandwidth never slows a phase', () => {
  fc.assert(
    fc.property(
      anyMachine,
      anyWorkload,
      fc.double({ min: 1, max: 10, noNaN: true }),
      (machine, workload, factor) => {
        const faster = {
          ...machine,
          bandwidthBytesPerSecond: machine.bandwidthBytesPerSecond * factor,
        };
        for (const phase of ['prefill', 'decode'] as const) {
          expect(rate(faster, workload, phase) * slack).toBeGreaterThanOrEqual(
            rate(machine, workload, phase),
          );
        }
      },
    ),
  );
});

test('more compute never slows a phase', () => {
  fc.assert(
    fc.property(
      anyMachine,
      anyWorkload,
      fc.double({ min: 1, max: 10, noNaN: true }),
      (machine, workload, factor) => {
        const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
        const faster = {
          ...machine,
          computeFlopsPerSecond: { f32: f32 * factor, f16: f16 * factor, int8: int8 * factor },
        };
        for (const phase of ['prefill', 'decode'] as const) {
          expect(rate(faster, workload, phase) * slack).toBeGreaterThanOrEqual(
            rate(machine, workload, phase),
          );
        }
      },
    ),
  );
});

test('more memory never needs more devices, and more than enough changes nothing', () => {
  fc.assert(
    fc.property(
      anyMachine,
      anyWorkload,
      fc.double({ min: 1, max: 10, noNaN: true }),
      (machine, workload, factor) => {
        const larger = { ...machine, memoryBytes: (machine.memoryBytes ?? 0) * factor };
        const devices = (of: Machine): number =>
          memoryFit(of, workload).deviceCount ?? Number.POSITIVE_INFINITY;
        expect(devices(larger)).toBeLessThanOrEqual(devices(machine));
        if (devices(machine) === 1) {
          expect(predict(larger, workload).decode).toEqual(predict(machine, workload).decode);
        }
      },
    ),
  );
});

test('a larger batch raises total decode throughput and needs more memory, on one device', () => {
  fc.assert(
    fc.property(
      anyMachine,
      anyWorkload,
      fc.integer({ min: 1, max: 64 }),
      (machine, workload, more) => {
        const larger = { ...workload, batchSize: workload.batchSize + more };
        const roomy = { ...machine, memoryBytes: 1e15 };
        expect(memoryFit(roomy, larger).requiredBytes).toBeGreaterThan(
          memoryFit(roomy, workload).requiredBytes,
        );
        // A single token takes the path that was fitted; batches are compared with each other.
        if (workload.batchSize > 1) {
          expect(rate(roomy, larger, 'decode') * slack).toBeGreaterThanOrEqual(
            rate(roomy, workload, 'decode'),
          );
        }
        const one = { ...workload, batchSize: 1 };
        expect(rate(roomy, larger, 'decode') / larger.batchSize).toBeLessThanOrEqual(
          rate(roomy, one, 'decode') * slack,
        );
      },
    ),
  );
});

test('no phase is faster than the roofline of its own peaks', () => {
  fc.assert(
    fc.property(anyMachine, anyWorkload, (machine, workload) => {
      for (const [phase, work] of [
        ['decode', decodeWork(workload)],
        ['prefill', prefillWork(workload)],
      ] as const) {
        const bound = Math.max(
          work.bytes / machine.bandwidthBytesPerSecond,
          work.flops / (machine.computeFlopsPerSecond.int8 ?? 1),
        );
        expect(rate(machine, workload, phase)).toBeLessThanOrEqual((work.tokens / bound) * slack);
      }
    }),
  );
});

test('every figure is finite and positive, lies in its interval, and is deterministic', () => {
  fc.assert(
    fc.property(anyMachine, anyWorkload, (machine, workload) => {
      const prediction = predict(machine, workload);
      expect(predict(machine, workload)).toEqual(prediction);
      const phases = Object.keys(prediction).filter((key) => key === 'prefill' || key === 'decode');
      expect(phases.length === 0).toBe(prediction.memory.fit === 'does-not-fit');
      const quantities = [
        prediction.prefill?.throughputTokensPerSecond,
        prediction.decode?.throughputTokensPerSecond,
        prediction.timeToFirstTokenSeconds,
      ].filter((quantity) => quantity !== undefined);
      for (const { value, interval } of quantities) {
        expect(Number.isFinite(value) && value > 0).toBe(true);
        expect(interval.low).toBeLessThan(value);
        expect(interval.high).toBeGreaterThan(value);
      }
    }),
  );
});

test('units: a machine k times as fast in everything is k times as fast, less its overheads', () => {
  fc.assert(
    fc.property(anyMachine, anyWorkload, (machine, workload) => {
      const { f32 = 0, f16 = 0, int8 = 0 } = machine.computeFlopsPerSecond;
      const twice: Machine = {
        ...machine,
        bandwidthBytesPerSecond: 2 * machine.bandwidthBytesPerSecond,
        computeFlopsPerSecond: { f32: 2 * f32, f16: 2 * f16, int8: 2 * int8 },
      };
      const ratio = rate(twice, workload, 'prefill') / rate(machine, workload, 'prefill');
      expect(ratio).toBeGreaterThan(1 - 1e-9);
      expect(ratio).toBeLessThan(2 * slack);
    }),
  );
});

test('beyond the crossover batch decode waits for compute, one below it does not', () => {
  fc.assert(
    fc.property(
      anyMachine,
      anyWorkload.filter(({ generatedTokens }) => generatedTokens > 0),
      (machine, workload) => {
        const batchSize = crossoverBatchSize(machine, workload);
        if (batchSize === undefined) return;
        const roomy = { ...machine, memoryBytes: 1e18 };
        const at = predict(roomy, { ...workload, batchSize }).decode?.breakdownSeconds;
        const below = predict(roomy, { ...workload, batchSize: batchSize - 1 }).decode
          ?.breakdownSeconds;
        if (!at || !below) throw new Error('no decode');
        expect(at.compute * slack).toBeGreaterThanOrEqual(at.weights + at.kv);
        expect(below.compute).toBeLessThan((below.weights + below.kv) * slack);
      },
    ),
  );
});
