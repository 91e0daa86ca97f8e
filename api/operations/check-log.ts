import { createHash } from 'node:crypto';
import type { ExportManifest } from '@ridgeline/schema/responses';
import { leafHash, rootOf } from '../src/services/public-log/merkle.ts';
import { openCheckpoint } from '../src/services/public-log/open-checkpoint.ts';
import { concatenated, entriesOf, tileLevels } from '../src/services/public-log/tiles.ts';

/** What is known of a row of the dump that its log entry must say. */
export interface LoggedRow {
  readonly id: string;
  readonly receivedAt: string;
  /** As it was received. */
  readonly bodyText: string;
}

/** What the log says against the dump; empty when it holds. */
export interface LogCheck {
  readonly size: number;
  readonly checkpointCount: number;
  readonly faults: readonly string[];
}

type ReadListed = (file: ExportManifest['files'][number]) => Promise<Buffer>;

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The entry that the log must have for a row. */
function entryOf({ bodyText, id, receivedAt }: LoggedRow): string {
  return `${id} ${createHash('sha256').update(bodyText).digest('hex')} ${receivedAt}`;
}

/**
 * Checks the public log of a dump: that every row is in it as it was received, that its tree has the signed
 * root, that its tiles are those of the tree, and that every older checkpoint is a beginning of it.
 * @param older checkpoints that somebody kept from before
 */
export async function checkLog(
  manifest: ExportManifest,
  rows: readonly LoggedRow[],
  read: ReadListed,
  { key = manifest.log?.verifierKey, older = [] }: { key?: string | undefined; older?: string[] },
): Promise<LogCheck> {
  if (manifest.log === null || key === undefined) {
    return { size: 0, checkpointCount: 0, faults: ['The dump has no log.'] };
  }
  const faults: string[] = [];
  const text = async (name: string): Promise<Buffer> => {
    const file = manifest.files.find((each) => each.name === name);
    if (file === undefined) throw new Error(`The dump has no ${name}.`);
    return read(file);
  };
  const entries: Uint8Array[] = [];
  for (const file of manifest.files) {
    if (/^log-entries-\d+\.bin$/.test(file.name)) entries.push(...entriesOf(await read(file)));
  }
  const leaves = await Promise.all(entries.map(leafHash));
  const newest = (await text('log-checkpoint.txt')).toString('utf8');
  const kept = (await text('log-checkpoints.jsonl')).toString('utf8').split('\n').filter(Boolean);
  const notes = [newest, ...kept.map((line): string => JSON.parse(line).note), ...older];
  for (const [index, note] of notes.entries()) {
    try {
      const { root, size } = await openCheckpoint(note, key);
      if (index === 0 && size !== leaves.length) {
        faults.push(`The log has ${leaves.length} entries, its checkpoint ${size}.`);
      } else if (size > leaves.length || !same(root, await rootOf(leaves.slice(0, size)))) {
        faults.push(`The log does not begin as the checkpoint of ${size} entries says.`);
      }
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  for (const { hashes, level } of await tileLevels(leaves)) {
    if (!same(await text(`log-tile-${level}.bin`), concatenated(hashes))) {
      faults.push(`The tiles of level ${level} are not those of the entries.`);
    }
  }
  const logged = new Set(entries.map((entry) => Buffer.from(entry).toString('utf8')));
  for (const row of rows) {
    if (!logged.has(entryOf(row))) faults.push(`The log has no entry for ${row.id} as it is here.`);
  }
  return { size: leaves.length, checkpointCount: notes.length, faults };
}
