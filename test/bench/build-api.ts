import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '@ridgeline/stack/stack';

/** Bundle the API Worker as it is now, so that a figure is never one of an older build. */
export async function buildApi(): Promise<void> {
  const command = join(checkoutFolder, 'packages/stack/commands/bundle-worker.ts');
  const cwd = join(checkoutFolder, 'api');
  await promisify(execFile)(process.execPath, [command, 'dist'], { cwd });
}
