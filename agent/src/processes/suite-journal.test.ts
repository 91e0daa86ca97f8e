import type { BackendFacts } from '@ridgeline/measure/backends/backend';
import { expect, test } from 'vitest';
import { SuiteJournal } from './suite-journal.ts';

const facts: BackendFacts = { isAvailable: true, runtimeName: 'Node.js', runtimeVersion: '24.0.0' };
const target = { backend: 'wasm', kernel: 'matmul', dtype: 'f32', size: { m: 8, n: 8, k: 8 } };

test('a crash keeps what was finished, fails what was open and names what was never reached', () => {
  const journal = new SuiteJournal(['wasm', 'webgpu']);
  journal.record({ type: 'backend-probed', backend: 'wasm', title: 'Wasm', probe: facts });
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
  const result = journal.close(reason, false);
  expect(result.measurements).toEqual([
    done,
    {
      outcome: 'failed',
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
    begun.record({ type: 'backend-probed', backend, title: backend, probe: facts });
  }
  expect(begun.close(reason, false).unavailableBackends).toEqual([
    { backend: 'wasm', reason },
    { backend: 'wasm-1thread', reason },
  ]);
  begun.record({ type: 'measurement-started', index: 0, plannedCount: 2, ...target });
  expect(begun.close(reason, false).unavailableBackends).toEqual([
    { backend: 'wasm-1thread', reason },
  ]);
  expect(begun.close(reason, true)).toMatchObject({ unavailableBackends: [], measurements: [] });
});
