import { toHex } from '../base64url.ts';
import { logOrigin } from '../public-log/checkpoint.ts';
import { leafHash, rootOf } from '../public-log/merkle.ts';
import { concatenated, entryBundle, tileLevels } from '../public-log/tiles.ts';
import type { Services } from '../services.ts';
import type { ExportWriter } from './export-writer.ts';

type LogServices = Pick<Services, 'logSigner' | 'now' | 'store'>;

const bytesType = 'application/octet-stream';
const textType = 'text/plain; charset=utf-8';
const readEntries = 8192;
/** Entries of a part: 256 bundles of 256, 8 MiB. */
const partEntries = 65_536;

/** What a dump's manifest says of the log. */
export interface PublishedLog {
  readonly origin: string;
  readonly verifierKey: string;
  readonly size: number;
}

async function allEntries({ store }: LogServices): Promise<Uint8Array[]> {
  const encoder = new TextEncoder();
  const entries: Uint8Array[] = [];
  for (;;) {
    const read = await store.readLog(entries.length, readEntries);
    entries.push(...read.map((entry) => encoder.encode(entry)));
    if (read.length < readEntries) return entries;
  }
}

/** Sign the log as it stands, unless it was signed at this size. */
async function signLog(
  { logSigner, now, store }: LogServices,
  leaves: readonly Uint8Array[],
): Promise<readonly { readonly note: string; readonly signedAt: Date }[]> {
  const known = await store.listCheckpoints();
  const size = leaves.length;
  if (known.at(-1)?.size === size) return known;
  const root = await rootOf(leaves);
  const note = await logSigner.sign({ size, root });
  const signed = { size, root: toHex(root), note, signedAt: now() };
  await store.insertCheckpoint(signed);
  return [...known, signed];
}

/**
 * The public log into the dump: its checkpoints, its entries and its tiles, each level of them one after the
 * other, so that tile N of a level is the 8,192 bytes from 8192·N on.
 */
export async function putLog(writer: ExportWriter, services: LogServices): Promise<PublishedLog> {
  await services.store.appendLog();
  const entries = await allEntries(services);
  const leaves = await Promise.all(entries.map(leafHash));
  const checkpoints = await signLog(services, leaves);
  const note = new Uint8Array(new TextEncoder().encode(checkpoints.at(-1)?.note ?? ''));
  await writer.putBytes('log-checkpoint.txt', textType, note, 1);
  await writer.putJsonLines(
    'log-checkpoints',
    checkpoints.map(({ note: signed, signedAt }) => ({ signedAt, note: signed })),
  );
  for (let start = 0; start < entries.length; start += partEntries) {
    const part = entries.slice(start, start + partEntries);
    const name = `log-entries-${String(1 + start / partEntries).padStart(6, '0')}.bin`;
    await writer.putBytes(name, bytesType, entryBundle(part), part.length);
  }
  for (const { hashes, level } of await tileLevels(leaves)) {
    await writer.putBytes(`log-tile-${level}.bin`, bytesType, concatenated(hashes), hashes.length);
  }
  const verifierKey = await services.logSigner.verifierKey();
  return { origin: logOrigin, verifierKey, size: entries.length };
}
