import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '@ridgeline/stack/stack';

/** The whole product with an empty board, in a folder of its own, on a free port. */
export async function startTestStack(
  apiVariables: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  const folder = await temporaryFolder();
  const stack = await startStack({
    port: 0,
    stateFolder: folder.path,
    isDurable: false,
    apiVariables,
  });
  return {
    ...stack,
    async stop() {
      await stack.stop();
      await folder.remove();
    },
  };
}

/** A folder that any account may enter: Postgres runs under another one where the tests run as root. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const parent = process.getuid?.() === 0 ? '/var/tmp' : tmpdir();
  const path = await mkdtemp(join(parent, 'ridgeline-test-'));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
