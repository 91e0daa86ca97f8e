/** Builds styles and islands with vite, then bundles the Worker with wrangler, without the network. */
import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const folder = fileURLToPath(new URL('..', import.meta.url));

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

async function buildAssets(): Promise<void> {
  await build({ root: folder, logLevel: 'warn' });
  const manifestFolder = join(folder, 'dist', 'assets', '.vite');
  const manifest: Record<string, ManifestEntry> = JSON.parse(
    await readFile(join(manifestFolder, 'manifest.json'), 'utf8'),
  );
  const entry = manifest['src/islands/site.ts'];
  const style = entry?.css?.[0];
  if (entry === undefined || style === undefined) {
    throw new Error('vite wrote no style or no script: is src/islands/site.ts still its input?');
  }
  const paths = { script: `/${entry.file}`, style: `/${style}` };
  await writeFile(join(folder, 'dist', 'asset-paths.json'), JSON.stringify(paths));
  await rm(manifestFolder, { recursive: true });
}

function bundleWorker(): void {
  const result = spawnSync(
    'wrangler',
    ['deploy', '--dry-run', '--env=', '--outdir', 'dist/worker', '--minify'],
    {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_LOG: 'warn',
        WRANGLER_WRITE_LOGS: 'false',
        CI: 'true',
      },
    },
  );
  if (result.status === 0) return;
  console.error(result.stdout ?? '', result.stderr ?? '', result.error ?? '');
  throw new Error(`wrangler could not bundle the Worker (exit code ${result.status}).`);
}

await buildAssets();
bundleWorker();
