// `npm run drill`: prove that a dump restores to the same board. Of DATABASE_URL, or of the local board.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Locked, takeLock } from '@ridgeline/lock/lock';
import { runDrill } from '../src/drill.ts';
import { reachableStateFolder, startPostgres } from '../src/postgres.ts';
import { checkoutFolder, migrate } from '../src/stack.ts';
import { runCommand, UserError } from './command.ts';

const exitDiffers = 4;

/** Run with the local board's database, which `npm start` may not hold at the same time. */
async function withLocalDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const stateFolder = process.env.RIDGELINE_STATE || (await reachableStateFolder(checkoutFolder));
  if (!existsSync(join(stateFolder, 'postgres', 'PG_VERSION'))) {
    throw new UserError('there is no local board yet. Run npm start once, or set DATABASE_URL.');
  }
  const releaseLock = await takeLock(join(stateFolder, 'start.lock')).catch((error: unknown) => {
    if (!(error instanceof Locked)) throw error;
    throw new UserError(
      `npm start runs here as process ${error.holder}: stop it first, or name another database in DATABASE_URL.`,
    );
  });
  try {
    const dataFolder = join(stateFolder, 'postgres');
    const postgres = await startPostgres({ dataFolder, isDurable: true });
    try {
      const url = postgres.urlOf('ridgeline');
      // As npm start does: a board of an older checkout gets its tables first.
      await migrate(url, dataFolder);
      return await use(url);
    } finally {
      await postgres.stop();
    }
  } finally {
    await releaseLock();
  }
}

await runCommand(async () => {
  const { DATABASE_URL } = process.env;
  const result = await (DATABASE_URL ? runDrill(DATABASE_URL) : withLocalDatabase(runDrill));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return result.identical ? 0 : exitDiffers;
});
