/** Builds styles and islands with vite; the Worker is bundled afterwards, with their hashed names. */
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

await buildAssets();
