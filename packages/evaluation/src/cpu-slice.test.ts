import { exampleSubmission } from '@ridgeline/schema/example-submission';
import type { Submission, SubmittedDevice } from '@ridgeline/schema/submission';
import { expect, test } from 'vitest';
import { cpuSlice, sliceWords } from './cpu-slice.ts';

function run(cpu: Partial<SubmittedDevice>, host: Partial<Submission['host']> = {}): Submission {
  const [device] = exampleSubmission.devices;
  if (device === undefined) throw new Error('The example has no device.');
  const ryzen = { name: 'AMD Ryzen 9 9950X', physicalCores: 16, logicalCores: 32 };
  return {
    ...exampleSubmission,
    devices: [{ ...device, ...ryzen, ...cpu }],
    host: { ...exampleSubmission.host, logicalCores: 32, ...host },
  };
}

test('a run that had the whole CPU is no slice of it', () => {
  expect(cpuSlice(run({}))).toBeUndefined();
  expect(cpuSlice(run({}, { room: { memoryLimitBytes: 2 ** 30 } }))).toBeUndefined();
});

test('quotas, masks and virtual machines leave a slice, and the run says which', () => {
  const half = cpuSlice(run({}, { room: { quotaCores: 0.5 } }));
  expect(half).toEqual({ usedCores: 0.5, wholeCores: 16 });
  const allowed = { logicalCores: 4, physicalCores: 2 };
  expect(cpuSlice(run({}, { room: { allowed } }))).toEqual({ usedCores: 2, wholeCores: 16 });
  const reportedName = 'AMD Ryzen 9 9950X 16-Core Processor';
  const cpu = { reportedName, physicalCores: 2, logicalCores: 2 };
  const guest = cpuSlice(run(cpu, { logicalCores: 2, isVirtual: true }));
  expect(guest && sliceWords(guest, 'AMD Ryzen 9 9950X')).toBe(
    '2 of 16 cores of AMD Ryzen 9 9950X',
  );
});

test('two sockets of a CPU are more than one, not a slice', () => {
  const reportedName = 'AMD EPYC 7763 64-Core Processor';
  const cpu = { reportedName, physicalCores: 128, logicalCores: 256, sockets: 2 };
  expect(cpuSlice(run(cpu, { logicalCores: 256 }))).toBeUndefined();
});
