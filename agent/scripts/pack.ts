// Packs the built agent with Node and the native modules of this platform into one archive, for
// machines without a network (a GPU server, say): node scripts/pack.ts ridgeline.tar.gz
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What such machines usually take. */
const maximumBytes = 64 * 1024 ** 2;

const agentFolder = resolve(import.meta.dirname, '..');
const platform = `${process.platform}-${process.arch}`;

/** Native modules with the files of each that this platform needs. Absent ones are left out by name. */
const natives = [
  { name: 'webgpu', files: ['package.json', 'index.js', 'LICENSE.md', `dist/${platform}`] },
  { name: 'koffi', files: ['.'] },
  { name: `@koromix/koffi-${platform}`, files: ['.'] },
] as const;

const launcher = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/bin/node" "$here/agent/bin/ridgeline.js" "$@"
`;

function folderOf(name: string): string | undefined {
  const lookups = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return lookups.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
}

async function copyNative(name: string, files: readonly string[], target: string): Promise<void> {
  const folder = folderOf(name);
  if (folder === undefined) {
    process.stderr.write(`without ${name}: it is not installed here\n`);
    return;
  }
  for (const file of files) {
    const from = join(folder, file);
    if (existsSync(from)) await cp(from, join(target, name, file), { recursive: true });
  }
}

async function fill(folder: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await cp(process.execPath, join(folder, 'bin/node'), { dereference: true });
  for (const part of ['bin', 'dist', 'package.json', 'README.md']) {
    await cp(join(agentFolder, part), join(folder, 'agent', part), { recursive: true });
  }
  for (const { name, files } of natives) {
    await copyNative(name, files, join(folder, 'agent/node_modules'));
  }
  await writeFile(join(folder, 'ridgeline'), launcher);
  await chmod(join(folder, 'ridgeline'), 0o755);
}

async function main(): Promise<void> {
  const [, , output] = process.argv;
  if (output === undefined || !output.endsWith('.tar.gz')) {
    throw new Error('Name the archive: node scripts/pack.ts ridgeline.tar.gz');
  }
  if (!existsSync(join(agentFolder, 'dist/bin.js'))) {
    throw new Error('The agent is not built. First: npm run build -w ridgeline');
  }
  const archive = resolve(output);
  await mkdir(dirname(archive), { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'ridgeline-pack-'));
  try {
    await fill(join(work, 'ridgeline'));
    const tar = spawnSync('tar', ['-czf', archive, '-C', work, 'ridgeline'], { stdio: 'inherit' });
    if (tar.status !== 0) throw new Error(`tar ended with ${tar.status ?? tar.error?.message}.`);
  } finally {
    await rm(work, { recursive: true });
  }
  const { size } = await stat(archive);
  process.stdout.write(`${archive}: ${(size / 1024 ** 2).toFixed(1)} MiB, ${platform}\n`);
  if (size > maximumBytes) throw new Error('That is more than the 64 MiB that were aimed at.');
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
