import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { runDrill } from '@ridgeline/stack/drill';
import { migrate } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../support/test-stack.ts';
import { modestRun } from './modest-run.ts';
import { newOwner, sendSubmission } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  for (const claim of [2e5, 2.1e5, 2.6e5]) {
    await sendSubmission(api.url, modestRun(claim), newOwner());
  }
  await sendSubmission(api.url, modestRun(2e5));
});

afterAll(async () => {
  await api?.stop();
});

test('a dump restores, in a new server, to the same board', async () => {
  const result = await runDrill(api.databaseUrl);
  expect(result).toMatchObject({ identical: true, differences: [], submissionCount: 4 });
  expect(result.boardRowCount).toBeGreaterThan(0);
});

test('a dump in which one figure was changed is not taken for the original', async () => {
  const folder = await temporaryFolder();
  try {
    await api.script('dump.ts', folder.path);
    const file = join(folder.path, 'submission_events.jsonl.gz');
    const text = gunzipSync(await readFile(file)).toString();
    await writeFile(file, gzipSync(text.replace('"tier": "T1"', '"tier": "T4"')));
    await api.postgres.createDatabase('forged');
    const url = api.postgres.urlOf('forged');
    await migrate(url);
    const restored = api.scriptOn(url, 'restore.ts', folder.path);
    await expect(restored).rejects.toMatchObject({ code: 4 });
    expect(JSON.parse(await api.scriptOn(url, 'rebuild.ts', '--dry-run'))).toMatchObject({
      after: expect.arrayContaining([expect.objectContaining({ name: 'device_entries', rows: 0 })]),
    });
  } finally {
    await folder.remove();
  }
});
