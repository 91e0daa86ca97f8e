// Bundles the agent: one file for the command, one for each process that it starts.
import { build } from 'esbuild';

await build({
  entryPoints: {
    bin: 'src/bin.ts',
    'group-process': 'src/backends/group-process.ts',
    'llm-process': 'src/llm/llm-process.ts',
    'wasm-engine': '@ridgeline/measure/backends/wasm/node-engine',
  },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  // Native, optional, and found at run time only.
  external: ['webgpu', 'gl', 'koffi', 'onnxruntime-node', 'osx-temperature-sensor'],
  // CommonJS packages inside the bundle call require for Node's own modules.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
