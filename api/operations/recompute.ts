/**
 * Derives the board from a public dump alone, without a database, and compares it with the one that
 * was published: its rows byte for byte, the ranked page with its predictions value by value.
 * Checks the public log too: every row is in it, its root is signed, and every older checkpoint is a beginning
 * of it; also one that you kept (`--checkpoint FILE`), and with the key that you know (`--key`).
 * `npm run recompute -- https://ridgeline.example`, or the folder where the files of /v1/exports were
 * saved (with the manifest as `manifest.json`). Exit code 4 when the board differs.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { suiteId } from '@ridgeline/kernels/suite';
import { defaultWorkloadId, parseWorkloadId } from '@ridgeline/roofline/workload';
import { type ExportManifest, exportManifest } from '@ridgeline/schema/responses';
import { Boards } from '../src/services/board/boards.ts';
import { readLeaderboard } from '../src/services/board/read-leaderboard.ts';
import { boardTable } from '../src/services/exports/board-table.ts';
import { createSealer } from '../src/services/signed-token.ts';
import { checkLog, type LoggedRow } from './check-log.ts';
import { type JsonDifference, jsonDifference } from './json-difference.ts';
import { type DumpedSubmission, EntryRecomputation } from './recompute-entries.ts';

type ReadFile = (name: string) => Promise<Buffer>;

const exitDiffers = 4;
/** Predictions use Math.exp and its like, whose last bit differs between versions of V8. */
const lastBits = 1e-12;

function readerOf(source: string): ReadFile {
  if (!URL.canParse(source)) return (name) => readFile(join(source, name));
  return async (name) => {
    const path = name === 'manifest.json' ? '/v1/exports' : `/v1/exports/${name}`;
    const answer = await fetch(new URL(path, source));
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`);
    return Buffer.from(await answer.arrayBuffer());
  };
}

type LogOptions = Parameters<typeof checkLog>[3];

/** One listed file, refused unless it is the one that was listed. */
async function readFileListed(
  read: ReadFile,
  { name, sha256 }: ExportManifest['files'][number],
): Promise<Buffer> {
  const bytes = await read(name);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) throw new Error(`${name} has SHA-256 ${actual}, the manifest ${sha256}.`);
  return bytes;
}

async function readListed(read: ReadFile, file: ExportManifest['files'][number]): Promise<string> {
  return (await readFileListed(read, file)).toString('utf8');
}

/** JSON Lines of the board's rows: medians and quotients, the same in every runtime. */
function compareRows(published: string, rows: readonly object[]): JsonDifference | undefined {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (text === published) return undefined;
  const lines = published.split('\n').filter(Boolean);
  const sent = lines.map((line): unknown => JSON.parse(line));
  return (
    jsonDifference(sent, JSON.parse(JSON.stringify(rows)), 0) ?? {
      pointer: '',
      published,
      recomputed: text,
    }
  );
}

async function recompute(read: ReadFile, log: LogOptions): Promise<boolean> {
  const manifest = exportManifest.parse(JSON.parse((await read('manifest.json')).toString('utf8')));
  const recomputation = new EntryRecomputation();
  const rowsSent: LoggedRow[] = [];
  const published = new Map<string, string>();
  for (const file of manifest.files) {
    if (/^submissions-\d+\.jsonl$/.test(file.name)) {
      for (const line of (await readListed(read, file)).split('\n').filter(Boolean)) {
        const sent = JSON.parse(line) as DumpedSubmission;
        recomputation.add(sent);
        const { body, bodyText = JSON.stringify(body), id, receivedAt } = sent;
        rowsSent.push({ id, receivedAt, bodyText });
      }
    } else if (file.name === 'board.jsonl' || file.name === 'leaderboard.json') {
      published.set(file.name, await readListed(read, file));
    }
  }
  const rows = recomputation.entries().filter(({ suite }) => suite === suiteId);
  const boards = new Boards({
    readEntryChanges: async () => ({ rows, horizon: '0' }),
    writeCount: () => 0,
  });
  const workload = parseWorkloadId(defaultWorkloadId);
  if (workload === undefined) throw new Error('The default workload is not among the workloads.');
  const query = { workload, limit: Infinity };
  const leaderboard = await readLeaderboard(await boards.read(), createSealer('-', '-'), query);
  const sent = JSON.parse(published.get('leaderboard.json') ?? 'null');
  const files = [
    {
      name: 'board.jsonl',
      difference: compareRows(published.get('board.jsonl') ?? '', boardTable(rows).rows),
    },
    {
      name: 'leaderboard.json',
      difference: jsonDifference(sent, JSON.parse(JSON.stringify(leaderboard)), lastBits),
    },
  ].map((file) => ({ ...file, identical: file.difference === undefined }));
  const logged = await checkLog(manifest, rowsSent, (file) => readFileListed(read, file), log);
  const identical = files.every((file) => file.identical) && logged.faults.length === 0;
  const submissionCount = rowsSent.length;
  const { apiVersion, createdAt, isConsistent } = manifest;
  const summary = { createdAt, apiVersion, isConsistent, submissionCount, rowCount: rows.length };
  console.log(JSON.stringify({ identical, ...summary, log: logged, files }, null, 2));
  return identical;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { checkpoint: { type: 'string', multiple: true }, key: { type: 'string' } },
});
const [source] = positionals;
if (source === undefined) {
  console.error('Name the address of a board, or the folder of a dump: npm run recompute -- URL');
  process.exitCode = 2;
} else {
  try {
    const files = (values.checkpoint ?? []).map((file) => readFile(file, 'utf8'));
    const older = await Promise.all(files);
    const isSame = await recompute(readerOf(source), { key: values.key, older });
    if (!isSame) process.exitCode = exitDiffers;
  } catch (error) {
    console.error(
      `The board was not recomputed: ${error instanceof Error ? error.message : error}`,
    );
    process.exitCode = 1;
  }
}
