// `npm run drill`: prove that a dump restores to the same board. Of DATABASE_URL, or of the local board.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runDrill } from '../drill.ts';
import { Locked, takeLock } from '../lock.ts';
import { reachableStateFolder, startPostgres } from '../postgres.ts';
import { checkoutFolder } from '../stack.ts';

const exitDiffers = 4;

/** Run with the local board's database, which `npm start` may not hold at the same time. */
async function withLocalDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const stateFolder = process.env.RIDGELINE_STATE || (await reachableStateFolder(checkoutFolder));
  await mkdir(stateFolder, { recursive: true });
  const releaseLock = await takeLock(join(stateFolder, 'start.lock'));
  try {
    const dataFolder = join(stateFolder, 'postgres');
    const postgres = await startPostgres({ dataFolder, isDurable: true });
    try {
      return await use(postgres.urlOf('ridgeline'));
    } finally {
      await postgres.stop();
    }
  } finally {
    await releaseLock();
  }
}

try {
  const { DATABASE_URL } = process.env;
  const result = DATABASE_URL ? await runDrill(DATABASE_URL) : await withLocalDatabase(runDrill);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = result.identical ? 0 : exitDiffers;
} catch (error) {
  const text =
    error instanceof Locked
      ? `npm start runs here as process ${error.holder}: stop it first, or name another database in DATABASE_URL.`
      : `The drill failed: ${error instanceof Error ? error.message : error}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
