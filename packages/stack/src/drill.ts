import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from './postgres.ts';
import { checkoutFolder, migrate } from './stack.ts';

/** Rows of a table with a number that any changed bit changes. */
interface TableDigest {
  readonly name: string;
  readonly rows: number;
  readonly digest: string;
}

/** What a restore drill showed. */
export interface DrillResult {
  /** Every row of every table, the board's included, is as it was when it was dumped. */
  readonly identical: boolean;
  readonly submissionCount: number;
  readonly boardRowCount: number;
  readonly dumpDurationSeconds: number;
  readonly restoreDurationSeconds: number;
  readonly rebuildDurationSeconds: number;
  /** Tables that differ, by name. */
  readonly differences: readonly string[];
}

/** Run one of api/operations; what it prints is JSON. An exit code of 4 means that something differs. */
async function script<T>(name: string, databaseUrl: string, ...args: string[]): Promise<T> {
  const file = join(checkoutFolder, 'api', 'operations', name);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { env });
  return JSON.parse(stdout) as T;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; durationSeconds: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, durationSeconds: (performance.now() - startedAt) / 1000 };
}

function rowsOf(tables: readonly TableDigest[], name: string): number {
  return tables.find((table) => table.name === name)?.rows ?? 0;
}

/**
 * Dumps a database, restores the dump into a new server, derives everything again there and
 * compares. The source is read, once the rows that its next reader would pool are pooled; the server
 * and the dump are removed at the end.
 */
export async function runDrill(sourceUrl: string): Promise<DrillResult> {
  // Postgres runs under another account where this runs as root, which cannot enter root's folders.
  const parent = process.getuid?.() === 0 ? '/var/tmp' : tmpdir();
  const folder = await mkdtemp(join(parent, 'ridgeline-drill-'));
  await chmod(folder, 0o755);
  const dumpFolder = join(folder, 'dump');
  try {
    const dump = await timed(() =>
      script<{ raw: TableDigest[]; derived: TableDigest[] }>('dump.ts', sourceUrl, dumpFolder),
    );
    const postgres = await startPostgres({
      dataFolder: join(folder, 'postgres'),
      isDurable: false,
    });
    try {
      await postgres.createDatabase('restored');
      const url = postgres.urlOf('restored');
      await migrate(url);
      const restore = await timed(() =>
        script<{ restored: TableDigest[] }>('restore.ts', url, dumpFolder),
      );
      const rebuild = await timed(() =>
        script<{ after: TableDigest[] }>('rebuild.ts', url, '--fill'),
      );
      const { derived, raw } = dump.result;
      const restored = [...restore.result.restored, ...rebuild.result.after];
      const differences = [...raw, ...derived].filter(
        ({ digest, name, rows }) =>
          !restored.some((r) => r.name === name && r.rows === rows && r.digest === digest),
      );
      return {
        identical: differences.length === 0,
        submissionCount: rowsOf(raw, 'submissions'),
        boardRowCount: rowsOf(derived, 'device_entries'),
        dumpDurationSeconds: dump.durationSeconds,
        restoreDurationSeconds: restore.durationSeconds,
        rebuildDurationSeconds: rebuild.durationSeconds,
        differences: differences.map(({ name }) => name),
      };
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
