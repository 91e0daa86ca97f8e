/**
 * Builds styles and islands with vite, renders the texts, and writes what tests open; the Worker is bundled
 * afterwards, with the hashed names and the texts.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, runnerImport } from 'vite';
import type { BuiltSite } from '../src/built-site.ts';
import { renderTexts } from './render-prose.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const outputFolder = join(folder, 'dist');

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

async function buildAssets(): Promise<Pick<BuiltSite, 'script' | 'style'>> {
  await build({ root: folder, logLevel: 'warn' });
  const manifestFolder = join(outputFolder, 'assets', '.vite');
  const manifest: Record<string, ManifestEntry> = JSON.parse(
    await readFile(join(manifestFolder, 'manifest.json'), 'utf8'),
  );
  const entry = manifest['src/islands/site.ts'];
  const style = entry?.css?.[0];
  if (entry === undefined || style === undefined) {
    throw new Error('vite wrote no style or no script: is src/islands/site.ts still its input?');
  }
  await rm(manifestFolder, { recursive: true });
  return { script: `/${entry.file}`, style: `/${style}` };
}

async function readTexts(): Promise<BuiltSite['texts']> {
  const contentFolder = join(folder, 'src', 'content');
  const names = (await readdir(contentFolder)).filter((name) => name.endsWith('.md'));
  const files = names.map(
    async (name) => [name, await readFile(join(contentFolder, name), 'utf8')] as const,
  );
  return renderTexts(Object.fromEntries(await Promise.all(files)));
}

/** The pages' examples: tests of the site import no part, they open what it says it answers. */
async function readExamples(): Promise<object[]> {
  interface Pages {
    readonly pages: readonly { readonly examples: readonly object[] }[];
  }
  const file = join(folder, 'src', 'routes', 'pages.ts');
  const { module } = await runnerImport<Pages>(file, { root: folder, logLevel: 'warn' });
  return module.pages.flatMap(({ examples }) => examples);
}

// First, since a text that is wrong should not wait for vite.
const texts = await readTexts();
const site: BuiltSite = { ...(await buildAssets()), texts };
await mkdir(outputFolder, { recursive: true });
await writeFile(join(outputFolder, 'site.json'), JSON.stringify(site));
await writeFile(join(outputFolder, 'page-examples.json'), JSON.stringify(await readExamples()));
