import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ExportManifest, exportManifest } from '@ridgeline/schema/responses';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/test-stack.ts';
import { modestRun } from './modest-run.ts';
import { newOwner, sendSubmission } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;
let manifest: ExportManifest;
const run = modestRun(2e5);

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, api.url), { headers });

async function fileOf(name: string): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(await (await get(`/v1/exports/${name}`)).arrayBuffer());
}

async function linesOf(name: string): Promise<Record<string, unknown>[]> {
  const text = (await fileOf(name)).toString();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

beforeAll(async () => {
  api = await startApi();
  expect(exportManifest.parse(await (await get('/v1/exports')).json()).createdAt).toBeNull();
  await sendSubmission(api.url, run, newOwner());
  const owner = newOwner();
  // Several owners, one of them with an even number of runs, so that medians fall between figures.
  for (const claim of [3.1e5, 2.7e5]) await sendSubmission(api.url, modestRun(claim), owner);
  for (const claim of [1.9e5, 2.3e5]) await sendSubmission(api.url, modestRun(claim), newOwner());
  const formula = modestRun(2e5);
  Object.assign(formula.devices[0] ?? {}, { name: '=HYPERLINK("x")' });
  await sendSubmission(api.url, formula, newOwner());
  const personal = modestRun(2e5);
  Object.assign(personal.devices[0] ?? {}, { name: 'CPU of 00:1a:2b:3c:4d:5e' });
  await sendSubmission(api.url, personal, newOwner());
  await api.workers.runScheduled('ridgeline-api');
  manifest = exportManifest.parse(await (await get('/v1/exports')).json());
});

afterAll(async () => {
  await api?.stop();
});

describe('the dump', () => {
  test('is listed with licence, version and hashes that hold', async () => {
    expect(manifest).toMatchObject({ license: 'CC0-1.0', schemaVersion: 1, isConsistent: true });
    expect(manifest.files.map(({ name }) => name)).toEqual([
      'leaderboard.json',
      'board.csv',
      'board.jsonl',
      'board.parquet',
      'submissions-000001.jsonl',
      'submissions-000001.parquet',
      'log-checkpoint.txt',
      'log-checkpoints.jsonl',
      'log-entries-000001.bin',
      'log-tile-0.bin',
    ]);
    for (const { bytes, name, sha256 } of manifest.files) {
      const content = await fileOf(name);
      expect(content.byteLength, name).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex'), name).toBe(sha256);
    }
  });

  test('is inert in a spreadsheet and keeps what looks personal to itself', async () => {
    expect((await fileOf('board.csv')).toString()).toContain(`"'=HYPERLINK(""x"")"`);
    const lines = await linesOf('submissions-000001.jsonl');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatchObject({ id: run.run.id, floors: [], body: { run: run.run } });
    expect(JSON.stringify(lines)).not.toContain('00:1a:2b');
  });

  test('holds the same rows in Parquet, typed', async () => {
    for (const name of ['board', 'submissions-000001']) {
      const content = await fileOf(`${name}.parquet`);
      const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.length);
      const metadata = parquetMetadata(file);
      const license = { key: 'license', value: 'CC0-1.0' };
      expect(metadata.key_value_metadata).toContainEqual(license);
      const rows = await parquetReadObjects({ file });
      const plain = rows.map((row) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([, value]) => value !== null)
            .map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
        ),
      );
      const lines = (await linesOf(`${name}.jsonl`)).map((line) =>
        Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null)),
      );
      expect(plain).toEqual(lines);
    }
  });

  test('goes on where a download broke off, and refuses a range behind the end', async () => {
    const whole = await fileOf('board.csv');
    const range = (value: string) => get('/v1/exports/board.csv', { range: value });
    const part = await range('bytes=5-14');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 5-14/${whole.length}`);
    expect(await part.text()).toBe(whole.subarray(5, 15).toString());
    expect(await (await range('bytes=-4')).text()).toBe(whole.subarray(-4).toString());
    expect((await range(`bytes=${whole.length}-`)).status).toBe(416);
    const bomb = await range(`bytes=${Array.from({ length: 1000 }, (_, i) => `${i}-`).join()}`);
    expect(bomb.status).toBe(200);
    expect((await bomb.arrayBuffer()).byteLength).toBe(whole.length);
    expect((await get('/v1/exports/nothing.csv')).status).toBe(404);
    expect((await get('/v1/exports/board.xml')).status).toBe(404);
  });
});

interface Recomputed {
  readonly identical: boolean;
  readonly submissionCount: number;
  readonly log: { size: number; faults: string[] };
  readonly files: { name: string; identical: boolean; difference?: object }[];
}

/** What an outsider runs: no database is named anywhere. */
async function recompute(
  source: string,
  ...options: string[]
): Promise<{ exitCode: number; result: Recomputed }> {
  const script = join(checkoutFolder, 'api', 'operations', 'recompute.ts');
  const { DATABASE_URL: _, ...env } = process.env;
  const run = promisify(execFile)(process.execPath, [script, source, ...options], { env });
  const { code, stdout } = await run.then(
    (output) => ({ ...output, code: 0 }),
    (error: unknown) => error as { code: number; stdout: string },
  );
  return { exitCode: code, result: JSON.parse(stdout || '{}') as Recomputed };
}

describe('an outsider', () => {
  test('recomputes the published board from the dump alone, byte for byte', async () => {
    const { exitCode, result } = await recompute(String(api.url));
    expect(result.files.flatMap(({ difference }) => difference ?? [])).toEqual([]);
    expect(result).toMatchObject({ identical: true, submissionCount: 6 });
    // The seventh looks personal: its hash is logged, and its text stays here.
    expect(result.log).toMatchObject({ size: 7, faults: [] });
    expect(exitCode).toBe(0);
  });

  test('notices a board that does not follow from the submissions, and a changed file', async () => {
    const folder = await temporaryFolder();
    try {
      const contents = new Map<string, string | Buffer>();
      for (const { name } of manifest.files) contents.set(name, await fileOf(name));
      const stuffed = (await fileOf('board.jsonl')).toString().replace(/"value":/, '"value":9');
      contents.set('board.jsonl', stuffed);
      const save = async (files: ExportManifest['files']) => {
        contents.set('manifest.json', JSON.stringify({ ...manifest, files }));
        for (const [name, content] of contents) await writeFile(join(folder.path, name), content);
      };
      await save(manifest.files);
      expect((await recompute(folder.path)).exitCode).toBe(1);
      const sha256 = createHash('sha256').update(stuffed).digest('hex');
      await save(manifest.files.map((f) => (f.name === 'board.jsonl' ? { ...f, sha256 } : f)));
      const { exitCode, result } = await recompute(folder.path);
      expect(exitCode).toBe(4);
      expect(result.files).toMatchObject([
        { name: 'board.jsonl', identical: false },
        { name: 'leaderboard.json', identical: true },
      ]);
    } finally {
      await folder.remove();
    }
  });

  test('notices a past that was rewritten, whoever rewrote it', async () => {
    const folder = await temporaryFolder();
    try {
      const contents = new Map<string, Buffer>();
      for (const { name } of manifest.files) contents.set(name, await fileOf(name));
      const save = async () => {
        const files = manifest.files.map((file) => {
          const content = contents.get(file.name) ?? Buffer.alloc(0);
          return { ...file, sha256: createHash('sha256').update(content).digest('hex') };
        });
        await writeFile(join(folder.path, 'manifest.json'), JSON.stringify({ ...manifest, files }));
        for (const [name, content] of contents) await writeFile(join(folder.path, name), content);
      };
      const checkpoint = join(folder.path, 'kept.txt');
      await writeFile(checkpoint, contents.get('log-checkpoint.txt') ?? '');
      await save();
      const kept = ['--checkpoint', checkpoint, '--key', manifest.log?.verifierKey ?? ''];
      expect((await recompute(folder.path, ...kept)).result.log.faults).toEqual([]);
      // One body is another, with every hash of the dump made anew.
      const lines = contents.get('submissions-000001.jsonl') ?? Buffer.alloc(0);
      const entries = contents.get('log-entries-000001.bin') ?? Buffer.alloc(0);
      contents.set(
        'submissions-000001.jsonl',
        rewritten(lines, '"agentVersion":"0.1.0"', '"agentVersion":"0.1.1"'),
      );
      await save();
      const { exitCode, result } = await recompute(folder.path);
      expect(exitCode).toBe(4);
      expect(result.log.faults.join()).toContain(`no entry for ${run.run.id}`);
      // An entry is another: the root that was signed is not that of the log any more.
      contents.set('submissions-000001.jsonl', lines);
      contents.set(
        'log-entries-000001.bin',
        rewritten(entries, run.run.id, `f${run.run.id.slice(1)}`),
      );
      await save();
      const faults = (await recompute(folder.path, ...kept)).result.log.faults.join('\n');
      expect(faults).toContain('does not begin as the checkpoint of 7 entries says');
      expect(faults).toContain('The tiles of level 0');
    } finally {
      await folder.remove();
    }
  });
});

/** The bytes with the first `from` replaced. */
function rewritten(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to), 'latin1');
}
