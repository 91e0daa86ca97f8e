import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { formatBytes } from '@ridgeline/units/format-bytes';

/** Room that this machine has. */
export interface Room {
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** True when the temporary folder is held in memory, so that the file takes both. */
  readonly isDiskInMemory: boolean;
}

/** What is missing, and what to do; undefined when there is room. */
export interface NoRoom {
  readonly reason: string;
  readonly nextStep: string;
}

/** `statfs` type of a folder that Linux keeps in memory (TMPFS_MAGIC of linux/magic.h). */
const memoryFileSystem = 0x0102_1994;

/** The runtime itself, its cache of the context, and its work space. */
const runtimeBytes = 512 * 2 ** 20;

/** Kept free so that the machine does not start to swap, which would be timed. */
const keptShare = 1.1;

/** The room for a model's file at `path`. */
export async function roomFor(path: string): Promise<Room> {
  const { type, bavail, bsize } = await statfs(dirname(path));
  // macOS counts memory that it would give up at once as used, so half of all is taken for granted.
  const free = process.availableMemory();
  return {
    memoryBytes: process.platform === 'darwin' ? Math.max(free, totalmem() / 2) : free,
    diskBytes: bavail * bsize,
    isDiskInMemory: process.platform === 'linux' && type === memoryFileSystem,
  };
}

/** Whether a model's file fits the disk and its weights the memory. */
export function checkRoom(fileBytes: number, room: Room): NoRoom | undefined {
  const nextStep =
    'Free some, or take a smaller format: q4_0 is half of q8_0 and a quarter of f16.';
  if (fileBytes * keptShare > room.diskBytes) {
    const reason = `the model takes ${formatBytes(fileBytes)} of disk in the temporary folder, and ${formatBytes(room.diskBytes)} are free`;
    return { reason, nextStep: `${nextStep} TMPDIR names another folder.` };
  }
  const copies = room.isDiskInMemory ? 2 : 1;
  const neededBytes = fileBytes * copies * keptShare + runtimeBytes;
  if (neededBytes <= room.memoryBytes) return undefined;
  const reason = `the model takes ${formatBytes(neededBytes)} of memory, and ${formatBytes(room.memoryBytes)} are free`;
  return { reason, nextStep };
}
