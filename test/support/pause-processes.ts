import { readFile } from 'node:fs/promises';

/** A process with all that it started, as Linux tells. */
async function familyOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text.split(' ').map(Number).filter(Boolean);
  return [pid, ...(await Promise.all(children.map(familyOf))).flat()];
}

/**
 * Freeze a process and all that it started, so that its connections stay open and say nothing. The answer
 * lets them go on. Undefined where the system does not tell who started whom.
 */
export async function pauseProcesses(pid: number): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux') return undefined;
  const family = await familyOf(pid);
  for (const each of family) process.kill(each, 'SIGSTOP');
  return () => {
    for (const each of family) process.kill(each, 'SIGCONT');
  };
}
