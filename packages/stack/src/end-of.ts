import type { ChildProcess } from 'node:child_process';

/** Waits until a process has ended; gives its exit code (1 for a signal) and what it wrote to pipes. */
export async function endOf(child: ChildProcess): Promise<{ exitCode: number; output: string }> {
  const output: string[] = [];
  for (const pipe of [child.stdout, child.stderr]) {
    pipe?.on('data', (chunk) => output.push(String(chunk)));
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, output: output.join('') };
}
