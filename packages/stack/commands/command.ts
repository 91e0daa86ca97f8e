import { type SpawnOptions, spawn } from 'node:child_process';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { endOf } from '../src/end-of.ts';
import { checkoutFolder } from '../src/stack.ts';

/** What the caller can mend: printed without a stack trace. */
export class UserError extends Error {
  readonly exitCode: number = 2;
}

/** A program ended with an exit code other than 0, which becomes the command's own. */
export class ProgramFailed extends UserError {
  override readonly exitCode: number;

  constructor(program: string, exitCode: number) {
    super(`${program} ended with exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command; the process will end with the exit code that it gives. What the caller can mend is
 * one message; of anything else the place where it happened is shown.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isExpected = error instanceof UserError;
    const place = error instanceof Error && !isExpected ? error.stack : undefined;
    process.stderr.write(`${place ?? (error instanceof Error ? error.message : error)}\n`);
    process.exitCode = isExpected ? error.exitCode : 1;
  }
}

/** The flags of a command that has `--help`, which prints `help` and ends the process. */
export function readFlags<Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  help: string,
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(help);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

/**
 * Runs a program of node_modules/.bin in the checkout, its output shown.
 * @throws ProgramFailed unless it exits 0
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<void> {
  const child = spawn(program, args, { cwd: checkoutFolder, stdio: 'inherit', ...options });
  const { exitCode } = await endOf(child);
  if (exitCode !== 0) throw new ProgramFailed(program, exitCode);
}

/** Builds what the product runs; stdout stays free for the command's own result. */
export function build(): Promise<void> {
  return runProgram('turbo', ['run', 'build', '--output-logs=errors-only'], {
    stdio: ['ignore', 2, 2],
  });
}
