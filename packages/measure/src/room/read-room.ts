/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import type { CpuRoom } from './cpu-room.ts';
import { parseDarwinRoom, sysctlNames } from './darwin-room.ts';
import { readLinuxRoom } from './linux-room.ts';
import { parseWindowsRoom, processorQuery } from './windows-room.ts';

const secondsToAnswer = 20;

function answerOf(command: string, ...words: string[]): string {
  const options = { encoding: 'utf8', timeout: secondsToAnswer * 1000, windowsHide: true } as const;
  return spawnSync(command, words, options).stdout ?? '';
}

/** The room as Node alone tells it. */
function plainRoom(): CpuRoom {
  return {
    machine: { logicalCores: Math.max(1, cpus().length) },
    allowed: { logicalCores: availableParallelism() },
  };
}

/** The room of this process, read without privileges; as Node tells it where the system says nothing. */
export function readRoom(): CpuRoom {
  try {
    const room = readPlatform();
    return room.machine.logicalCores > 0 ? room : plainRoom();
  } catch {
    return plainRoom();
  }
}

function readPlatform(): CpuRoom {
  switch (process.platform) {
    case 'linux':
    case 'android':
      return readLinuxRoom();
    case 'darwin':
      return parseDarwinRoom(answerOf('sysctl', ...sysctlNames));
    case 'win32': {
      const words = ['-NoProfile', '-NonInteractive', '-Command', processorQuery];
      return parseWindowsRoom(answerOf('powershell.exe', ...words), availableParallelism());
    }
    default:
      return plainRoom();
  }
}
