import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Wall {
  /** What may not be imported; after `!`, what may be all the same. */
  readonly group: readonly string[];
  readonly message: string;
}

/** The walls of some files, from one place in the linter's configuration. */
interface Folder {
  readonly includes: readonly string[];
  readonly walls: readonly Wall[];
}

interface Rules {
  readonly style?: {
    readonly noRestrictedImports?: { readonly options: { readonly patterns: readonly Wall[] } };
  };
}

interface Configuration {
  readonly linter: { readonly rules: Rules };
  readonly overrides: readonly {
    readonly includes: readonly string[];
    readonly linter: { readonly rules: Rules };
  }[];
}

const configurationName = '.biome.jsonc';
let folder: string;
let configuration: string;
let folders: readonly Folder[];

function wallsOf(rules: Rules): readonly Wall[] {
  return rules.style?.noRestrictedImports?.options.patterns ?? [];
}

function readFolders(text: string): readonly Folder[] {
  const { linter, overrides } = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as Configuration;
  // A package without walls of its own has those of the whole tree.
  const everywhere = { includes: ['packages/units/src/**'], walls: wallsOf(linter.rules) };
  const named = overrides.map(({ includes, linter: { rules } }) => ({
    includes,
    walls: wallsOf(rules),
  }));
  return [everywhere, ...named.filter(({ walls }) => walls.length > 0)];
}

/** `{a,b}/**` → `a/**`, `b/**`. */
function alternatives(glob: string): readonly string[] {
  const found = /^(.*)\{(.+)\}(.*)$/.exec(glob);
  const [, before, names, after] = found ?? [];
  return names === undefined ? [glob] : names.split(',').map((name) => `${before}${name}${after}`);
}

/** A file that the glob matches: `web/src/islands/**` → `web/src/islands/wall.ts`. */
function fileOf(glob: string): string {
  if (/\.ts$/.test(glob)) return glob.replace('**/', '').replace('*', 'wall');
  return glob.replace('/**', '/wall.ts');
}

/** An import that the pattern matches: a folder of the tree by a relative path, a package by its name. */
function importOf(pattern: string): string {
  return pattern
    .replace(/^!/, '')
    .replace(/^\*\*\//, '../')
    .replace(/\*\*$/, 'wall.ts');
}

async function put(path: string, text: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

/** Runs a program of node_modules/.bin in the copy, whatever its exit code. */
async function output(program: string, ...args: readonly string[]): Promise<string> {
  const path = join(checkoutFolder, 'node_modules', '.bin', program);
  const run = promisify(execFile)(path, args, { cwd: folder });
  const { stdout, stderr } = await run.catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  return program === 'biome' ? stdout : stdout + stderr;
}

beforeAll(async () => {
  configuration = await readFile(join(checkoutFolder, configurationName), 'utf8');
  folders = readFolders(configuration);
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-walls-'));
});

afterAll(() => rm(folder, { recursive: true }));

function trackedFiles(): readonly string[] {
  const text = execFileSync('git', ['ls-files'], { cwd: checkoutFolder, encoding: 'utf8' });
  return text.trim().split('\n');
}

test('an import through any wall fails the linter with the reason; what a wall lets through passes', async () => {
  const expected = new Map<string, string>();
  await put(configurationName, configuration);
  for (const { includes, walls } of folders) {
    for (const glob of includes.filter((each) => !each.startsWith('!')).flatMap(alternatives)) {
      const patterns = walls.flatMap(({ group, message }) =>
        group.map((pattern) => ({ pattern, message })),
      );
      const file = fileOf(glob);
      const lines = patterns.map(({ pattern, message }, index) => {
        const isForbidden = !pattern.startsWith('!');
        if (isForbidden) expected.set(`${file}:${index + 1}`, `${importOf(pattern)}: ${message}`);
        return `import '${importOf(pattern)}';\n`;
      });
      await put(file, `${lines.join('')}import './neighbour.ts';\n`);
    }
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false'];
  const report = JSON.parse(
    await output('biome', ...args, '--max-diagnostics=none', '--reporter=json', '.'),
  ) as {
    diagnostics: { message: string; location: { path: string; start: { line: number } } }[];
  };
  const found = report.diagnostics.map(({ message, location: { path, start } }) => {
    const place = `${path}:${start.line}`;
    const [specifier] = expected.get(place)?.split(': ') ?? ['let through'];
    return [place, `${specifier}: ${message}`];
  });
  expect(expected.size).toBeGreaterThan(50);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

test('every wall stands between two places that exist', () => {
  const files = trackedFiles();
  const isThere = (glob: string): boolean => files.some((file) => matchesGlob(file, glob));
  const dead = folders.flatMap(({ includes, walls }) => [
    ...includes.filter((glob) => !glob.startsWith('!') && !isThere(glob)),
    ...walls
      .filter(({ group }) => group.every((glob) => glob.startsWith('**') && !isThere(glob)))
      .map(({ message }) => message),
  ]);
  expect(dead).toEqual([]);
});

interface Manifest {
  readonly name: string;
  readonly tag: string;
  readonly dependencies: readonly string[];
}

/** Packages of the workspace with their tag and the packages that they name. */
async function manifests(): Promise<readonly Manifest[]> {
  const read = async (path: string) =>
    JSON.parse(await readFile(join(checkoutFolder, path), 'utf8'));
  const paths = trackedFiles().filter((file) => /.\/package\.json$/.test(file));
  return Promise.all(
    paths.map(async (path) => {
      const { name, dependencies, devDependencies } = await read(path);
      const { tags } = await read(path.replace('package.json', 'turbo.json'));
      const named = Object.keys({ ...dependencies, ...devDependencies });
      return { name, tag: tags[0], dependencies: named };
    }),
  );
}

/** Tags of everything that a package reaches through others. */
function reachedTags(name: string, all: readonly Manifest[]): readonly string[] {
  const own = all.filter((each) =>
    all.find((from) => from.name === name)?.dependencies.includes(each.name),
  );
  return own.flatMap((each) => [each.tag, ...reachedTags(each.name, all)]);
}

test('a package may import what it needs and no more', async () => {
  const all = await manifests();
  const { boundaries } = JSON.parse(await readFile(join(checkoutFolder, 'turbo.json'), 'utf8')) as {
    boundaries: { tags: Record<string, { dependencies: { allow: readonly string[] } }> };
  };
  for (const [tag, { dependencies }] of Object.entries(boundaries.tags)) {
    const reached = all
      .filter((each) => each.tag === tag)
      .flatMap(({ name }) => reachedTags(name, all));
    expect([tag, ...dependencies.allow].sort()).toEqual([...new Set([tag, ...reached])].sort());
  }
});

test('turbo boundaries names a package that depends on what it may not', async () => {
  for (const file of trackedFiles().filter((each) => /(package|turbo)\.json$/.test(each))) {
    await put(file, await readFile(join(checkoutFolder, file), 'utf8'));
  }
  const arrows = [
    ['packages/units', '@ridgeline/schema'],
    ['web', '@ridgeline/api'],
    ['test', 'ridgeline'],
  ] as const;
  const names: string[] = [];
  for (const [path, forbidden] of arrows) {
    const manifest = JSON.parse(await readFile(join(folder, path, 'package.json'), 'utf8'));
    const dependencies = { ...manifest.dependencies, [forbidden]: '0.1.0' };
    await put(join(path, 'package.json'), JSON.stringify({ ...manifest, dependencies }));
    names.push(manifest.name);
  }
  const report = (await output('turbo', 'boundaries')).replace(/[│|\s]+/g, ' ');
  for (const [index, [, forbidden]] of arrows.entries()) {
    const allowlist = `any tag listed in allowlist for \`${names[index]}\``;
    expect(report).toContain(`Package \`${forbidden}\` found without ${allowlist}`);
  }
});
