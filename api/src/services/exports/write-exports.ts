import { suiteId } from '@ridgeline/kernels/suite';
import type { ExportManifest } from '@ridgeline/schema/responses';
import type { EntryRow } from '../../db/queries/read-entries.ts';
import type { Store } from '../../db/store.ts';
import { toHex } from '../base64url.ts';
import { toCsv } from './csv.ts';
import type { ExportBucket } from './export-bucket.ts';

type ExportFile = ExportManifest['files'][number];

interface ExportServices {
  readonly store: Store;
  readonly exports: ExportBucket | undefined;
  now(): Date;
  link(path: string): string;
}

/** Name of the manifest in the bucket. */
export const manifestKey = 'manifest.json';

const jsonLines = 'application/jsonl';
const csv = 'text/csv; charset=utf-8';
const partRows = 500;
const intervalMilliseconds = 86_400_000;

async function put(
  services: ExportServices,
  bucket: ExportBucket,
  name: string,
  mediaType: string,
  text: string,
  rows: number,
): Promise<ExportFile> {
  const bytes = new TextEncoder().encode(text);
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  await bucket.put(name, bytes, {
    httpMetadata: { contentType: mediaType },
    customMetadata: { sha256, mediaType },
  });
  const url = services.link(`/v1/exports/${name}`);
  return { name, url, mediaType, bytes: bytes.byteLength, rows, sha256 };
}

/** One line for each peak of each row of the boards. */
function boardRows(entries: readonly EntryRow[]) {
  return entries.flatMap(({ device, peaks, ...entry }) =>
    peaks.map((peak) => ({
      suite: entry.suite,
      deviceSlug: entry.deviceSlug,
      deviceName: device?.name,
      vendor: device?.vendor,
      kind: device?.kind,
      isListed: device?.isListed,
      isSoftwareAdapter: device?.isSoftwareAdapter,
      backend: entry.backend,
      runtimeName: entry.runtimeName,
      evidence: entry.evidence,
      measuredAt: entry.measuredAt,
      ...peak,
    })),
  );
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Raw bodies with their state, in parts, so that anybody can derive the boards again. */
async function putSubmissions(
  services: ExportServices,
  bucket: ExportBucket,
): Promise<ExportFile[]> {
  const files: ExportFile[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await services.store.listPublicBodies(after, partRows);
    const last = rows.at(-1);
    if (last === undefined) return files;
    const name = `submissions-${String(files.length + 1).padStart(6, '0')}.jsonl`;
    const text = lines(rows.map(({ body, ...state }) => ({ ...state, body: JSON.parse(body) })));
    files.push(await put(services, bucket, name, jsonLines, text, rows.length));
    after = last.id;
  }
}

/** Write the dump unless the newest one is less than a day old; the manifest comes last. */
export async function writeExports(services: ExportServices): Promise<boolean> {
  const { exports: bucket, store } = services;
  if (bucket === undefined) return false;
  const at = services.now();
  const newest = await bucket.get(manifestKey);
  await newest?.body.cancel();
  if (newest && at.getTime() - newest.uploaded.getTime() < intervalMilliseconds) return false;
  const { rows: entries } = await store.readEntryChanges(suiteId, '0');
  const board = boardRows(entries.filter(({ runCount }) => runCount > 0));
  const manifest: ExportManifest = {
    createdAt: at.toISOString(),
    schemaVersion: 1,
    license: 'CC0-1.0',
    files: [
      await put(services, bucket, 'board.csv', csv, toCsv(board), board.length),
      await put(services, bucket, 'board.jsonl', jsonLines, lines(board), board.length),
      ...(await putSubmissions(services, bucket)),
    ],
  };
  const text = JSON.stringify(manifest);
  await put(services, bucket, manifestKey, 'application/json', text, manifest.files.length);
  return true;
}
