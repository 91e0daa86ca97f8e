import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkoutFolder } from '@ridgeline/stack/stack';

export interface AgentResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run the built agent as a person would, with a home folder of its own. */
export async function runAgent(
  home: string,
  args: readonly string[],
  input?: string,
): Promise<AgentResult> {
  const bin = join(checkoutFolder, 'agent', 'dist', 'bin.js');
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...process.env, RIDGELINE_HOME: home, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout.on('data', (chunk) => stdout.push(String(chunk)));
  child.stderr.on('data', (chunk) => stderr.push(String(chunk)));
  // The agent may refuse its arguments before it reads anything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}
