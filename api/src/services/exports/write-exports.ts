import { defaultWorkloadId, parseWorkloadId } from '@ridgeline/roofline/workload';
import type { ExportManifest } from '@ridgeline/schema/responses';
import { apiVersion } from '../../version.ts';
import { type BoardSnapshot, Boards } from '../board/boards.ts';
import { readLeaderboard } from '../board/read-leaderboard.ts';
import type { Services } from '../services.ts';
import { boardTable } from './board-table.ts';
import type { ExportBucket } from './export-bucket.ts';
import { ExportWriter, exportLicense, exportSchemaVersion } from './export-writer.ts';
import { type PublishedLog, putLog } from './put-log.ts';
import { submissionLine, submissionTable } from './submission-table.ts';

type ExportServices = Pick<
  Services,
  'cursors' | 'exports' | 'link' | 'logSigner' | 'now' | 'store'
>;

/** Name of the manifest in the bucket; its metadata names the folder of the dump it lists. */
export const manifestKey = 'manifest.json';

const partRows = 500;
const intervalMilliseconds = 86_400_000;
/** A dump during which the board changed is made again, unless the board never rests. */
const attempts = 3;

/** The whole board for the default workload: exactly what `GET /v1/leaderboard` would answer. */
async function putLeaderboard(
  writer: ExportWriter,
  services: ExportServices,
  snapshot: BoardSnapshot,
): Promise<void> {
  const workload = parseWorkloadId(defaultWorkloadId);
  if (workload === undefined) throw new Error('The default workload is not among the workloads.');
  const board = await readLeaderboard(snapshot, services.cursors, { workload, limit: Infinity });
  const bytes = new Uint8Array(new TextEncoder().encode(JSON.stringify(board)));
  await writer.putBytes('leaderboard.json', 'application/json', bytes, board.entries.length);
}

/** Raw bodies with their state, in parts, so that anybody can derive the boards again. */
async function putSubmissions(writer: ExportWriter, { store }: ExportServices): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (let part = 1; ; part++) {
    const bodies = await store.listPublicBodies(after, partRows);
    const last = bodies.at(-1);
    if (last === undefined) return;
    const name = `submissions-${String(part).padStart(6, '0')}`;
    await writer.putJsonLines(name, bodies.map(submissionLine));
    await writer.putParquet(name, submissionTable(bodies));
    after = last.id;
  }
}

async function putDump(
  writer: ExportWriter,
  services: ExportServices,
): Promise<{ isConsistent: boolean; log: PublishedLog }> {
  // Of its own: what requests read meanwhile does not mix with the dump.
  const boards = new Boards(services.store);
  const before = await boards.read();
  const board = boardTable(before.rows());
  await putLeaderboard(writer, services, before);
  await writer.putCsv('board', board);
  await writer.putJsonLines('board', board.rows);
  await writer.putParquet('board', board);
  await putSubmissions(writer, services);
  // Last, so that every row of the dump is in it.
  const log = await putLog(writer, services);
  const after = await boards.readNow();
  return { isConsistent: after.version === before.version, log };
}

/** Files of dumps that no manifest names any more. */
async function removeFolders(bucket: ExportBucket, kept: readonly string[]): Promise<void> {
  const { objects } = await bucket.list({ prefix: 'dump-' });
  const old = objects
    .map(({ key }) => key)
    .filter((key) => !kept.some((folder) => key.startsWith(`${folder}/`)));
  if (old.length > 0) await bucket.delete(old);
}

/**
 * Write the dump unless the newest one is less than a day old. Each dump has a folder of its own, and
 * the manifest is switched to it at the end: readers never see files of two dumps.
 */
export async function writeExports(services: ExportServices): Promise<boolean> {
  const { exports: bucket } = services;
  if (bucket === undefined) return false;
  const at = services.now();
  const newest = await bucket.head(manifestKey);
  if (newest && at.getTime() - newest.uploaded.getTime() < intervalMilliseconds) return false;
  for (let attempt = 1; ; attempt++) {
    const folder = `dump-${at.getTime()}-${attempt}`;
    const writer = new ExportWriter(bucket, folder, services.link);
    const { isConsistent, log } = await putDump(writer, services);
    if (!isConsistent && attempt < attempts) continue;
    const manifest: ExportManifest = {
      createdAt: at.toISOString(),
      schemaVersion: exportSchemaVersion,
      license: exportLicense,
      apiVersion,
      isConsistent,
      log,
      files: writer.files,
    };
    await bucket.put(manifestKey, new TextEncoder().encode(JSON.stringify(manifest)), {
      httpMetadata: { contentType: 'application/json' },
      customMetadata: { folder },
    });
    // The one before stays until the next night: somebody may be in the middle of reading it.
    await removeFolders(bucket, [folder, newest?.customMetadata?.folder ?? folder]);
    return true;
  }
}
