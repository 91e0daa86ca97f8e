/// <reference types="node" />
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { hashSource } from './hash-source.ts';
import { tilesSource } from './tile-source.ts';

/** The modules that are built: with relaxed SIMD (fused multiply-add), and for engines without it. */
const features = {
  relaxed: 'simd,relaxed-simd,threads,bulk-memory',
  plain: 'simd,threads,bulk-memory',
};

/** Files whose exports are the module's. Tiles are exported so that they are not inlined away. */
const entries = [
  ...['barrier.ts', 'chain.ts', 'challenge.ts', 'hash.ts', 'matmul.ts', 'matvec.ts'],
  ...['matvec-quantized.ts', 'stream.ts', 'tiles.ts'],
];

/** Files that are written by template. */
const written: Readonly<Record<string, () => string>> = {
  'hash.ts': hashSource,
  'tiles.ts': tilesSource,
};

const folder = new URL('./source/', import.meta.url);
const target = new URL('../src/wasm/modules.ts', import.meta.url);

/** Compiles the sources into the text of the generated file `src/wasm/modules.ts`. */
export async function buildModules(): Promise<string> {
  const relaxed = await compile(features.relaxed);
  const plain = await compile(features.plain);
  return [
    '// Written by wasm/build.ts from wasm/source; do not edit.',
    '/** Base64 of the Wasm modules: `relaxed` needs relaxed SIMD, `plain` only SIMD; both need threads. */',
    'export const wasmModules: { readonly relaxed: string; readonly plain: string } = {',
    ...lines('relaxed', relaxed),
    ...lines('plain', plain),
    '};',
    '',
  ].join('\n');
}

async function compile(enabled: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      ...entries,
      ...['--outFile', 'module.wasm', '-O3', '--runtime', 'stub', '--noAssert'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--enable', enabled],
    ],
    {
      readFile: (name: string) =>
        written[name]?.() ?? readFile(new URL(name, folder), 'utf8').catch(() => null),
      writeFile: (_name: string, contents: Uint8Array | string) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) {
    throw new Error(`AssemblyScript did not compile: ${stderr.toString()}`, { cause: error });
  }
  return binary;
}

function lines(name: string, binary: Uint8Array): string[] {
  const text = Buffer.from(binary).toString('base64');
  return [`  ${name}:`, `    '${text}',`];
}

if (import.meta.main) await writeFile(target, await buildModules());
