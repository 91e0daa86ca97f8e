import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';

/** The Workers of the product, served by workerd on one origin. */
export interface Workers {
  readonly url: URL;
  /** Run a Worker's `scheduled` handler once, as its cron trigger would. */
  runScheduled(worker: string): Promise<void>;
  stop(): Promise<void>;
}

/** One Worker: its folder with wrangler.jsonc and what `npm run build` left in `bundleFolder`. */
export interface WorkerSource {
  readonly folder: string;
  readonly bundleFolder: string;
  /** Values that the deployed Worker gets as secrets and variables. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface WorkersOptions {
  readonly port: number;
  /** The first one answers the port; the others are reached through service bindings. */
  readonly sources: readonly WorkerSource[];
  /** Folder for R2, KV and caches; absent: in memory. */
  readonly stateFolder?: string;
}

async function modulesOf(
  folder: string,
): Promise<{ type: 'ESModule'; path: string; contents: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  // workerd takes the first module as the entry point.
  names.sort((a, b) => Number(b === 'worker.js') - Number(a === 'worker.js'));
  return Promise.all(
    names.map(async (path) => ({
      type: 'ESModule' as const,
      path,
      contents: await readFile(join(folder, path), 'utf8'),
    })),
  );
}

type WorkerOptions = Parameters<typeof convertV4MiniflareOptions>[0];

async function workerOptions(source: WorkerSource): Promise<WorkerOptions> {
  const configuration = join(source.folder, 'wrangler.jsonc');
  // wrangler reads its own configuration, so local and deployed Workers cannot drift apart.
  const { workerOptions: options } = unstable_getMiniflareWorkerOptions(configuration);
  const { name } = unstable_readConfig({ config: configuration });
  return {
    ...options,
    name,
    bindings: { ...(options.bindings as object | undefined), ...source.variables },
    modules: await modulesOf(source.bundleFolder),
  } as WorkerOptions;
}

/**
 * Miniflare ends the whole process at the first signal, in the middle of an orderly stop, which left
 * Postgres running. Who starts the Workers stops them; its hook for the process's own end stays.
 */
function withoutSignalHandlers<T>(create: () => T): T {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  const created = create();
  for (const [index, signal] of signals.entries()) {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.has(listener)) process.removeListener(signal, listener);
    }
  }
  return created;
}

/** Start workerd with the built Workers; resolves once it listens. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const workers = await Promise.all(options.sources.map(workerOptions));
  const miniflare = withoutSignalHandlers(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          host: '127.0.0.1',
          port: options.port,
          cf: false,
          ...(options.stateFolder === undefined
            ? {}
            : { resourcePersistencePath: options.stateFolder }),
          workers,
        } as Parameters<typeof convertV4MiniflareOptions>[0]),
      ),
  );
  const url = await miniflare.ready;
  return {
    url,
    async runScheduled(worker) {
      const fetcher = await miniflare.getWorker(worker);
      await fetcher.scheduled({});
    },
    stop: () => miniflare.dispose(),
  };
}
