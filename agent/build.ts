// Bundles the agent: one file for the command, one for each process that it starts.
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';
import { build, type Plugin } from 'esbuild';

const folder = 'dist';

/**
 * yargs measures its help with `string-width`, which compiles expressions over all of Unicode and starts
 * Intl.Segmenter: a third of the time to the first line of --help. The tables' own, which is CommonJS
 * and loaded with them, stays.
 */
const quickStringWidth: Plugin = {
  name: 'quick-string-width',
  setup(bundler) {
    bundler.onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      kind === 'import-statement'
        ? { path: fileURLToPath(import.meta.resolve('fast-string-width')) }
        : undefined,
    );
  },
};

const { metafile } = await build({
  entryPoints: {
    bin: 'src/bin.ts',
    'group-program': 'src/processes/group-program.ts',
    'proof-program': 'src/verification/proof-program.ts',
    'runtime-program': 'src/runtimes/runtime-program.ts',
    'wasm-engine': '@ridgeline/measure/backends/wasm/node-engine',
  },
  outdir: folder,
  metafile: true,
  bundle: true,
  // What a command does not need is not loaded: the first line is printed within 100 ms.
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [quickStringWidth],
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  // Native, optional, and found at run time only; the last one is asked for by systeminformation.
  external: [
    ...backendDefinitions.flatMap(({ optionalPackage }) => optionalPackage?.name ?? []),
    'osx-temperature-sensor',
  ],
  // CommonJS packages inside the bundle call require for Node's own modules.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});

// Names of chunks hold a hash: without this, the package would carry those of earlier builds too.
const built = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of await readdir(folder)) {
  if (!built.has(name)) await rm(join(folder, name));
}
