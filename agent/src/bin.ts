// The process: the only place that reads its arguments and environment, and that ends it.
import module from 'node:module';
import type { Environment } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { UserError } from './user-error.ts';
import { agentVersion } from './version.ts';

const interrupt = new AbortController();
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
  process.stderr.write('\nStopping after this sample; Ctrl-C again to stop at once.\n');
  interrupt.abort();
});
// A reader such as `head` may leave early: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.internal);
});

const environment: Environment = {
  variables: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: interrupt.signal,
};

async function main(): Promise<number> {
  try {
    // Loaded after the cache is on, which spares later starts the compilation of all that follows.
    module.enableCompileCache();
    const { runCli } = await import('./cli.ts');
    return await runCli(process.argv.slice(2), environment);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`${error.message}\n→ ${error.nextStep}\n`);
      return error.exitCode;
    }
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `Something went wrong inside ridgeline ${agentVersion}:\n${detail}\n→ Please report this text.\n`,
    );
    return exitCodes.internal;
  }
}

process.exit(await main());
