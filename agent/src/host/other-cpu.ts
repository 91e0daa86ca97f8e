import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { NoiseProbe } from '@ridgeline/measure/suite-options';

/** Busy and total time of all cores, in seconds, and what the hypervisor took. */
export interface CpuTimes {
  readonly busySeconds: number;
  readonly totalSeconds: number;
  readonly stealSeconds: number;
}

/** Clock ticks a second in /proc/stat: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Counters since boot; from /proc/stat where there is one, since Node leaves out stolen time. */
export function readCpuTimes(): CpuTimes {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] =
      line
        .split(/\s+/)
        .slice(1)
        .map((ticks) => Number(ticks) / ticksPerSecond);
    const busySeconds = user + nice + system + irq + softIrq + steal;
    return { busySeconds, totalSeconds: busySeconds + idle + ioWait, stealSeconds: steal };
  } catch {
    const times = cpus().map((cpu) => cpu.times);
    const busy = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.irq, 0) / 1000;
    const idle = times.reduce((sum, t) => sum + t.idle, 0) / 1000;
    return { busySeconds: busy, totalSeconds: busy + idle, stealSeconds: 0 };
  }
}

/** Seconds of CPU that this process has used. */
function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** User and system seconds in a stat line: 2 fields of the process, 4 with its ended children's. */
function statSeconds(path: string, count: 2 | 4): number {
  const stat = readFileSync(path, 'utf8');
  // The name may hold spaces; fields are counted from the closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 11 + count);
  return ticks.reduce((sum, each) => sum + Number(each), 0) / ticksPerSecond;
}

/**
 * Seconds of CPU of this process and of all its descendants that have ended; undefined where the system
 * does not tell (outside Linux).
 */
export function familySeconds(): number | undefined {
  try {
    return statSeconds('/proc/self/stat', 4);
  } catch {
    return undefined;
  }
}

/** Seconds of CPU of this process's live children (the engine), on Linux; 0 elsewhere. */
function childSeconds(): number {
  try {
    const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
    if (pids === '') return 0;
    return pids.split(' ').reduce((sum, pid) => sum + statSeconds(`/proc/${pid}/stat`, 2), 0);
  } catch {
    return 0;
  }
}

/** Seconds of CPU of a process that works for this one without being its child; 0 when it has ended. */
function helperSeconds(processId: number): number {
  try {
    return statSeconds(`/proc/${processId}/stat`, 2);
  } catch {
    return 0;
  }
}

/** What other programs take of the CPU, between one call and the next. */
export class OtherCpu implements NoiseProbe {
  readonly #helpers: readonly number[];
  #last = readCpuTimes();
  #lastOwn: number;

  /** @param helperProcessIds count as this program's, as its children do */
  constructor(helperProcessIds: readonly number[] = []) {
    this.#helpers = helperProcessIds;
    this.#lastOwn = this.#ownSeconds();
  }

  #ownSeconds(): number {
    const helpers = this.#helpers.reduce((sum, id) => sum + helperSeconds(id), 0);
    return ownSeconds() + childSeconds() + helpers;
  }

  otherCpuRatio(): number {
    const now = readCpuTimes();
    const own = this.#ownSeconds();
    const total = now.totalSeconds - this.#last.totalSeconds;
    const others = now.busySeconds - this.#last.busySeconds - (own - this.#lastOwn);
    this.#last = now;
    this.#lastOwn = own;
    // Counters move in ticks: a shorter interval says nothing.
    return total < 0.02 ? 0 : Math.min(1, Math.max(0, others / total));
  }
}
