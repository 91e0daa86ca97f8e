/**
 * Derives the board from a public dump alone, without a database, and compares it with the one that
 * was published: its rows byte for byte, the ranked page with its predictions value by value.
 * `npm run recompute -- https://ridgeline.example`, or the folder where the files of /v1/exports were
 * saved (with the manifest as `manifest.json`). Exit code 4 when the board differs.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suiteId } from '@ridgeline/kernels/suite';
import { defaultWorkloadId, parseWorkloadId } from '@ridgeline/roofline/workload';
import { type ExportManifest, exportManifest } from '@ridgeline/schema/responses';
import { Boards } from '../src/services/board/boards.ts';
import { readLeaderboard } from '../src/services/board/read-leaderboard.ts';
import { boardTable } from '../src/services/exports/board-table.ts';
import { createSealer } from '../src/services/signed-token.ts';
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

/** One listed file, refused unless it is the one that was listed. */
async function readListed(
  read: ReadFile,
  { name, sha256 }: ExportManifest['files'][number],
): Promise<string> {
  const bytes = await read(name);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) throw new Error(`${name} has SHA-256 ${actual}, the manifest ${sha256}.`);
  return bytes.toString('utf8');
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

async function recompute(read: ReadFile): Promise<boolean> {
  const manifest = exportManifest.parse(JSON.parse((await read('manifest.json')).toString('utf8')));
  const recomputation = new EntryRecomputation();
  let submissionCount = 0;
  const published = new Map<string, string>();
  for (const file of manifest.files) {
    if (/^submissions-\d+\.jsonl$/.test(file.name)) {
      for (const line of (await readListed(read, file)).split('\n').filter(Boolean)) {
        recomputation.add(JSON.parse(line) as DumpedSubmission);
        submissionCount += 1;
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
  const identical = files.every((file) => file.identical);
  const { apiVersion, createdAt, isConsistent } = manifest;
  const summary = { createdAt, apiVersion, isConsistent, submissionCount, rowCount: rows.length };
  console.log(JSON.stringify({ identical, ...summary, files }, null, 2));
  return identical;
}

const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error('Name the address of a board, or the folder of a dump: npm run recompute -- URL');
  process.exitCode = 2;
} else {
  try {
    if (!(await recompute(readerOf(source)))) process.exitCode = exitDiffers;
  } catch (error) {
    console.error(
      `The board was not recomputed: ${error instanceof Error ? error.message : error}`,
    );
    process.exitCode = 1;
  }
}
