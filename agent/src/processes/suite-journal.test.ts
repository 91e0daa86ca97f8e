import type { Backend, BackendFacts } from '@ridgeline/measure/backends/backend';
import { gpujsCpu } from '@ridgeline/measure/backends/gpujs/gpujs-backends';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import { namePath } from '@ridgeline/measure/name-paths';
import { probeBackends } from '@ridgeline/measure/probe-backends';
import { expect, test } from 'vitest';
import { SuiteJournal } from './suite-journal.ts';

const facts: BackendFacts = { isAvailable: true, runtimeName: 'Node.js', runtimeVersion: '24.0.0' };

function probed(backend: string): MeasureEvent {
  const path = namePath({ id: backend, deviceKind: 'cpu' }, facts, []);
  return { type: 'backend-probed', backend, probe: facts, path };
}

const target = { backend: 'wasm', kernel: 'matmul', dtype: 'f32', size: { m: 8, n: 8, k: 8 } };

test('a crash keeps what was finished, fails what was open and names what was never reached', () => {
  const journal = new SuiteJournal(['wasm', 'webgpu']);
  journal.record(probed('wasm'));
  journal.record({ type: 'measurement-started', index: 0, plannedCount: 2, ...target });
  const done = {
    outcome: 'ok' as const,
    kernel: 'matmul',
    dtype: 'f32',
    path: 'cpu0-wasm',
    size: target.size,
    durationSeconds: { median: 1, min: 1, max: 1, samples: [1] },
    executionsPerSample: 1,
    relativeError: 0,
  };
  journal.record({
    type: 'measurement-finished',
    index: 0,
    plannedCount: 2,
    measurement: done,
    elapsedSeconds: 1,
    remainingSeconds: 1,
    ...target,
  });
  journal.record({ type: 'measurement-started', index: 1, plannedCount: 2, ...target });
  const reason = 'The process of this backend ended with SIGSEGV.';
  const result = journal.close({ cause: 'crash', reason }, false);
  expect(result.measurements).toEqual([
    done,
    {
      outcome: 'failed',
      cause: 'crash',
      kernel: 'matmul',
      dtype: 'f32',
      path: 'cpu0-wasm',
      size: target.size,
      reason,
    },
  ]);
  expect(result.softwarePaths.map(({ id }) => id)).toEqual(['cpu0-wasm']);
  expect(result.unavailableBackends).toEqual([{ backend: 'webgpu', reason }]);
});

test('a crash before or between measurements is named for each backend that it cut off', () => {
  const reason = 'The process of this backend ended with SIGKILL.';
  const begun = new SuiteJournal(['wasm', 'wasm-1thread']);
  for (const backend of ['wasm', 'wasm-1thread']) {
    begun.record(probed(backend));
  }
  expect(begun.close({ cause: 'crash', reason }, false).unavailableBackends).toEqual([
    { backend: 'wasm', reason },
    { backend: 'wasm-1thread', reason },
  ]);
  begun.record({ type: 'measurement-started', index: 0, plannedCount: 2, ...target });
  expect(begun.close({ cause: 'crash', reason }, false).unavailableBackends).toEqual([
    { backend: 'wasm-1thread', reason },
  ]);
  expect(begun.close({ cause: 'crash', reason }, true)).toMatchObject({
    unavailableBackends: [],
    measurements: [],
  });
});

test('after a crash a second GPU keeps the id under which its measurements were begun', async () => {
  const onGpu = (id: string, name: string): Backend => ({
    ...gpujsCpu(),
    id,
    deviceKind: 'gpu',
    probe: async () => ({ ...facts, adapter: { name, isSoftwareAdapter: false } }),
  });
  const journal = new SuiteJournal(['webgpu', 'gpujs-webgpu', 'gpujs-headlessgl']);
  await probeBackends({
    backends: [
      onGpu('webgpu', 'Second GPU'),
      onGpu('gpujs-webgpu', 'First GPU'),
      onGpu('gpujs-headlessgl', 'Third GPU'),
    ],
    // Met by the process of another group.
    adapters: ['First GPU'],
    onEvent: (event) => journal.record(event),
  });
  const begun = { ...target, backend: 'webgpu' };
  journal.record({ type: 'measurement-started', index: 0, plannedCount: 1, ...begun });
  const failure = { cause: 'hang', reason: 'It did not answer.' } as const;
  const { measurements, softwarePaths } = journal.close(failure, false);
  expect(softwarePaths.map(({ id, device }) => `${device} ${id}`)).toEqual([
    'gpu1 gpu1-webgpu',
    'gpu0 gpu0-gpujs-webgpu',
    'gpu2 gpu2-gpujs-headlessgl',
  ]);
  expect(measurements).toMatchObject([{ outcome: 'failed', path: 'gpu1-webgpu', ...failure }]);
});
