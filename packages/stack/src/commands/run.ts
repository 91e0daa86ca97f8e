import { type StdioOptions, spawn } from 'node:child_process';
import { checkoutFolder } from '../stack.ts';

/** A program ended with an exit code other than 0. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(program: string, exitCode: number) {
    super(`${program} ended with exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Run a program of node_modules/.bin in the checkout, its output shown; rejects unless it exits 0. */
export function run(program: string, ...args: string[]): Promise<void> {
  return runWith('inherit', program, args);
}

/** Build what the product runs; stdout stays free for the command's own result. */
export function build(): Promise<void> {
  return runWith(['ignore', 2, 2], 'turbo', ['run', 'build', '--output-logs=errors-only']);
}

async function runWith(stdio: StdioOptions, program: string, args: string[]): Promise<void> {
  const child = spawn(program, args, { cwd: checkoutFolder, stdio });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new CommandFailed(program, code);
}
