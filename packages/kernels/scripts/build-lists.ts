/// <reference types="node" />
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { kernelSpecs } from '../src/specs.ts';

/** A list of what the kernels' folders hold of one kind, in the order of `specs.ts`. */
interface List {
  readonly file: string;
  readonly name: string;
  readonly summary: string;
  /** Type of what is listed, and the module that it comes from. */
  readonly type: string;
  readonly typeModule: string;
  /** How names of the files end that export it. */
  readonly ending: string;
}

const lists: readonly List[] = [
  {
    file: 'kernel-references.ts',
    name: 'kernelReferences',
    summary: 'The right answer of every kernel; one for each spec.',
    ...{ type: 'KernelReference', typeModule: 'kernel-reference.ts', ending: 'reference.ts' },
  },
  {
    file: 'gpujs-programs.ts',
    name: 'gpujsPrograms',
    summary: 'Every program in the portable form of gpu.js.',
    ...{ type: 'GpujsProgram', typeModule: 'gpujs-program.ts', ending: '.gpujs.ts' },
  },
  {
    file: 'wasm-programs.ts',
    name: 'wasmPrograms',
    summary: 'Every program of the CPU base engine.',
    ...{ type: 'WasmProgram', typeModule: 'wasm-program.ts', ending: '.wasm.ts' },
  },
  {
    file: 'wgsl-programs.ts',
    name: 'wgslPrograms',
    summary: 'Every program written by hand in WGSL.',
    ...{ type: 'WgslProgram', typeModule: 'wgsl-program.ts', ending: '.wgsl.ts' },
  },
];

/** Where the kernels' folders and the lists are. */
export const sourceFolder: URL = new URL('../src/', import.meta.url);

/** A name that a module exports, and whether it stands for several programs. */
interface Listed {
  readonly path: string;
  readonly name: string;
  readonly isArray: boolean;
}

/**
 * The text of every generated list, by file name.
 * @throws Error that names the kernel whose folder and `specs.ts` disagree, or whose file lists nothing
 */
export async function buildLists(): Promise<Map<string, string>> {
  await assertListed();
  const texts = new Map<string, string>();
  for (const list of lists) {
    const listed = await Promise.all(kernelSpecs.map(({ id }) => listedOf(id, list)));
    texts.set(list.file, textOf(list, listed.flat()));
  }
  return texts;
}

async function assertListed(): Promise<void> {
  const ids = kernelSpecs.map(({ id }) => id);
  for (const entry of await readdir(sourceFolder, { withFileTypes: true })) {
    const isKernel = existsSync(new URL(`${entry.name}/spec.ts`, sourceFolder));
    if (isKernel && !ids.includes(entry.name)) {
      throw new Error(`The kernel "${entry.name}" has a folder and no entry in specs.ts: add it.`);
    }
  }
  for (const id of ids) {
    if (existsSync(new URL(`${id}/reference.ts`, sourceFolder))) continue;
    throw new Error(`The kernel "${id}" has no ${id}/reference.ts: no answer could be checked.`);
  }
}

async function listedOf(id: string, { ending, type }: List): Promise<Listed[]> {
  const files = await readdir(new URL(`${id}/`, sourceFolder));
  const found: Listed[] = [];
  for (const file of files.filter((name) => name.endsWith(ending)).sort()) {
    const path = `${id}/${file}`;
    const text = await readFile(new URL(path, sourceFolder), 'utf8');
    const exported = text.matchAll(
      new RegExp(`^export const (\\w+): (?:${type}|(readonly ${type}\\[\\])) =`, 'gm'),
    );
    const own = [...exported].map(([, name = '', array]) => ({
      ...{ path, name, isArray: array !== undefined },
    }));
    if (own.length === 0) throw new Error(`${path} exports no const of type ${type}.`);
    found.push(...own);
  }
  return found;
}

function textOf({ name, summary, type, typeModule }: List, listed: readonly Listed[]): string {
  const byPath = Map.groupBy(listed, ({ path }) => path);
  const imports = [...byPath].map(([path, own]) => ({
    ...{ path, keyword: 'import', names: own.map((each) => each.name).sort() },
  }));
  imports.push({ path: typeModule, keyword: 'import type', names: [type] });
  return [
    '// Written by scripts/build-lists.ts from the folders of the kernels in specs.ts; do not edit.',
    ...imports.sort((a, b) => (sortKey(a.path) < sortKey(b.path) ? -1 : 1)).map(importText),
    '',
    `/** ${summary} */`,
    `export const ${name}: readonly ${type}[] = [`,
    ...listed.map((each) => `  ${each.isArray ? '...' : ''}${each.name},`),
    '];',
    '',
  ].join('\n');
}

/** The order that the formatter gives imports: `matmul.wgsl.ts` before `matmul-bytes.wgsl.ts`. */
function sortKey(path: string): string {
  return path.replaceAll('.', ' ');
}

interface Import {
  readonly path: string;
  readonly keyword: string;
  readonly names: readonly string[];
}

function importText({ keyword, names, path }: Import): string {
  const line = `${keyword} { ${names.join(', ')} } from './${path}';`;
  if (line.length <= 100) return line;
  return `${keyword} {\n${names.map((each) => `  ${each},\n`).join('')}} from './${path}';`;
}

if (import.meta.main) {
  for (const [file, text] of await buildLists()) await writeFile(new URL(file, sourceFolder), text);
}
