import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCpuList } from '@ridgeline/measure/room/cpu-list';
import type { CpuRoom } from '@ridgeline/measure/room/cpu-room';

/**
 * A shell's program that spins for some milliseconds between two looks at its parent: when the agent dies,
 * another process becomes the parent. To ask whether the agent's process id lives would not do, since
 * ids are reused; nor would the shell's own `$PPID`, which is 1 for ever where the agent died before
 * the shell began.
 * @param parent process id of the agent, which starts the shell
 */
export function spinWhileChildOf(parent: number): string {
  return [
    `while read -r pid name state parent rest < /proc/$$/stat && [ "$parent" = ${parent} ]`,
    'do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done',
  ].join('; ');
}

/** A program that is missing or not allowed has ended by then. */
const startSeconds = 0.1;

/** Processors that are kept from sleeping until `release`. */
export interface AwakeCpus {
  /** The processes that keep them; none where it is not needed (no virtual machine) or not possible. */
  readonly processIds: readonly number[];
  /** Ends those processes; their time then counts to this process's ended children. */
  release(): Promise<void>;
}

const asleep: AwakeCpus = { processIds: [], release: async () => undefined };

/** Processors that this process may use, as in `0-3,8`; none outside Linux and virtual machines. */
function virtualCpus(): number[] {
  if (process.platform !== 'linux') return [];
  try {
    if (!/^flags\s*:.*\bhypervisor\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'))) return [];
    const status = readFileSync('/proc/self/status', 'utf8');
    const [, list = ''] = /^Cpus_allowed_list:\s*(.*)$/m.exec(status) ?? [];
    return parseCpuList(list);
  } catch {
    return [];
  }
}

function ending(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

/**
 * Keep the processors of a virtual machine awake while something is timed. Linux takes a virtual
 * processor that has gone to sleep for one that the host took away, and wakes a thread on the processor
 * of its waker instead: two threads then share one processor for milliseconds, and memory-bound work of
 * two threads ran at 0.6 of the rate that it has when nothing sleeps. A shell on each processor
 * (`taskset`) that spins at idle priority (`chrt`) takes nothing from any other thread. Real machines
 * need none of it and would lose turbo clocks by it. Under a quota the shells would use up time that
 * the measured threads then lack, whatever their priority: nothing is kept awake there.
 */
export async function keepCpusAwake({ quotaCores }: CpuRoom): Promise<AwakeCpus> {
  if (quotaCores !== undefined) return asleep;
  const spin = ['chrt', '-i', '0', 'sh', '-c', spinWhileChildOf(process.pid)];
  const children = virtualCpus().map((cpu) =>
    spawn('taskset', ['-c', String(cpu), ...spin], { stdio: 'ignore' }),
  );
  if (children.length === 0) return asleep;
  const endings = children.map(ending);
  const release = async (): Promise<void> => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(endings);
  };
  const failed = Promise.race(endings).then(() => true);
  const hasFailed = await Promise.race([failed, sleep(startSeconds * 1000, false)]);
  if (!hasFailed) return { processIds: children.flatMap(({ pid }) => pid ?? []), release };
  await release();
  return asleep;
}
