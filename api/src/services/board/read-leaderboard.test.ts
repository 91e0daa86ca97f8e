import { defaultWorkloadId, parseWorkloadId } from '@ridgeline/roofline/workload';
import { expect, test } from 'vitest';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import { createSealer } from '../signed-token.ts';
import { Boards } from './boards.ts';
import { readLeaderboard } from './read-leaderboard.ts';

const workload = parseWorkloadId(defaultWorkloadId);
const cursors = createSealer('a secret', 'cursor');

/** A measured row; the place on the board follows from the bandwidth. */
function row(name: string, bandwidth: number): EntryRow {
  const slug = `unlisted-${name}`;
  const device = {
    ...{ id: 'cpu0', slug, name, vendor: 'Somebody', isListed: false },
    kind: 'cpu',
    ...{ memoryBytes: 2 ** 36, isSoftwareAdapter: false },
  } as const;
  const peak = (id: string, kernel: string, value: number) => ({
    ...{ peak: id, value, best: value, low: value, high: value, lowRank: 1, dtype: 'f32' },
    ...{ ownerCount: 1, independentOwnerCount: 1, runCount: 1, sampleCount: 5, kernel },
    ...{ evidence: 3, proofKernel: null, floor: null, provedAt: null },
  });
  return {
    ...{ suite: 'ridgeline-1', deviceSlug: slug, backend: 'wasm', runtimeName: 'node' },
    ...{ evidence: 3, hasLabRun: false, ownerCount: 1, runCount: 1 },
    newestSubmissionId: '01a212cd-7f75-7072-be87-8e70868e80fc',
    measuredAt: '2026-11-25T13:03:07.257Z',
    device,
    softwarePath: { backend: 'wasm', runtimeName: 'node', runtimeVersion: '24', platform: 'linux' },
    peaks: [peak('bandwidth', 'read', bandwidth), peak('compute-f32', 'matmul', 1e12)],
  };
}

test('rows that come and go between two pages make a reader miss and repeat none of the others', async () => {
  if (workload === undefined) throw new Error('no default workload');
  let changes: EntryRow[] = [1, 2, 3, 4, 5, 6].map((at) => row(`device-${at}`, at * 1e10));
  let writes = 0;
  const boards = new Boards({
    readEntryChanges: async () => ({ rows: changes, horizon: '0' }),
    writeCount: () => writes,
  });
  const page = async (cursor?: string) =>
    readLeaderboard(await boards.read(), cursors, {
      ...{ workload, limit: 2, basis: 'measured', cursor },
    });
  const slugs: string[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < 3; count++) {
    const { entries, nextCursor } = await page(cursor);
    slugs.push(...entries.map(({ device }) => device.slug));
    cursor = nextCursor ?? undefined;
    // Before the reader's place: one faster than all, and one that is withdrawn.
    changes = [row(`new-${count}`, 1e12 + count), { ...row('device-6', 6e10), runCount: 0 }];
    writes += 1;
  }
  expect(slugs).toEqual([6, 5, 4, 3, 2, 1].map((at) => `unlisted-device-${at}`));
});

test('who asks for workload after workload is told before each board that nobody remembers', async () => {
  if (workload === undefined) throw new Error('no default workload');
  const boards = new Boards({
    readEntryChanges: async () => ({ rows: [], horizon: '0' }),
    writeCount: () => 0,
  });
  let told = 0;
  const snapshot = await boards
    .charging(() => {
      told += 1;
      if (told > 2) throw new Error('enough');
    })
    .read();
  for (const contextTokens of [1000, 1000, 2000, 2000]) {
    snapshot.candidates({ ...workload, contextTokens });
  }
  expect(told).toBe(2);
  expect(() => snapshot.candidates({ ...workload, contextTokens: 3000 })).toThrow('enough');
});
