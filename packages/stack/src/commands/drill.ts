// `npm run drill`: prove that a dump restores to the same board. Of DATABASE_URL, or of the local board.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runDrill } from '../drill.ts';
import { Locked, takeLock } from '../lock.ts';
import { reachableStateFolder, startPostgres } from '../postgres.ts';
import { checkoutFolder, migrate } from '../stack.ts';

const exitDiffers = 4;

/** Run with the local board's database, which `npm start` may not hold at the same time. */
async function withLocalDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const stateFolder = process.env.RIDGELINE_STATE || (await reachableStateFolder(checkoutFolder));
  if (!existsSync(join(stateFolder, 'postgres', 'PG_VERSION'))) {
    throw new Error('there is no local board yet. Run npm start once, or set DATABASE_URL.');
  }
  const releaseLock = await takeLock(join(stateFolder, 'start.lock'));
  try {
    const dataFolder = join(stateFolder, 'postgres');
    const postgres = await startPostgres({ dataFolder, isDurable: true });
    try {
      const url = postgres.urlOf('ridgeline');
      // As npm start does: a board of an older checkout gets its tables first.
      await migrate(url);
      return await use(url);
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
      : `The drill could not be done: ${error instanceof Error ? error.message : error}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
