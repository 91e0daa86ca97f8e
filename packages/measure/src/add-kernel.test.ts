/// <reference types="node" />
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** What a run, a conformance test and the GPU know of a kernel that nothing but its folder names. */
const question = `
import { referenceOf } from '@ridgeline/kernels/references';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import { gpujsCpu } from '@ridgeline/measure/backends/gpujs/gpujs-backends';
import { assertConforms, conformanceProblems } from '@ridgeline/measure/conformance-problems';
import { measureSuite } from '@ridgeline/measure/measure-suite';
import { planBackend } from '@ridgeline/measure/plan-suite';
const backend = gpujsCpu();
const machine = { preset: 'quick', cacheBytes: 2 ** 18, memoryBytes: 2 ** 28 };
const problems = conformanceProblems(backend).filter(({ kernel }) => kernel.id === 'negate');
for (const problem of problems) await assertConforms(backend, problem);
const planned = planBackend(backend, await backend.probe(), machine);
const suite = { ...machine, backends: [backend], kernels: ['negate'], timeBudgetSeconds: 2 };
const { measurements } = await measureSuite(suite);
console.log(JSON.stringify({
  conforming: problems.length,
  planned: planned.filter(({ kernel }) => kernel.id === 'negate').map(({ dtype }) => dtype),
  inputs: referenceOf('negate').inputs({ elements: 8 }),
  wgsl: wgslPrograms.filter(({ kernel }) => kernel === 'negate').map(({ dtype }) => dtype),
  outcomes: measurements.map(({ kernel, outcome }) => [kernel, outcome].join(' ')),
}));
`;

let tree: string;
const inKernels = (path: string): string => join(tree, 'packages/kernels', path);

/** A folder like that of `scale`, for b = -a: a spec, a reference and two programs. */
async function addFolder(): Promise<void> {
  await mkdir(inKernels('src/negate'));
  for (const name of await readdir(inKernels('src/scale'))) {
    // Its Wasm form would need a function in the sources of the modules.
    if (name.endsWith('.wasm.ts')) continue;
    const text = await readFile(inKernels(`src/scale/${name}`), 'utf8');
    const own = text.replaceAll('scale', 'negate').replaceAll(/\b3(\.0)? \*/g, '-1$1 *');
    await writeFile(inKernels(`src/negate/${name.replace('scale', 'negate')}`), own);
  }
}

async function addToList(): Promise<void> {
  const specs = await readFile(inKernels('src/specs.ts'), 'utf8');
  const added = specs
    .replace(
      'import { readSpec }',
      "import { negateSpec } from './negate/spec.ts';\nimport { readSpec }",
    )
    .replace('  readSpec,\n', '  readSpec,\n  negateSpec,\n');
  await writeFile(inKernels('src/specs.ts'), added);
}

const buildLists = () => run(process.execPath, [inKernels('scripts/build-lists.ts')]);

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'ridgeline-kernel-'));
  await mkdir(join(tree, 'node_modules/@ridgeline'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules/@ridgeline'))) {
    let folder = join(root, 'node_modules/@ridgeline', name);
    if (name === 'kernels' || name === 'measure') {
      folder = join(tree, 'packages', name);
      const filter = (source: string) => !/node_modules|\.turbo/.test(source.slice(root.length));
      await cp(join(root, 'packages', name), folder, { recursive: true, filter });
    }
    await symlink(folder, join(tree, 'node_modules/@ridgeline', name));
  }
  await symlink(join(root, 'node_modules/gpu.js'), join(tree, 'node_modules/gpu.js'));
  await addFolder();
});

afterAll(() => rm(tree, { recursive: true }));

it('a kernel that is left out of the list is named', async () => {
  await expect(buildLists()).rejects.toThrow(
    'The kernel "negate" has a folder and no entry in specs.ts',
  );
});

it('a folder and one entry are all that a new kernel needs', { timeout: 30_000 }, async () => {
  await addToList();
  await buildLists();
  await writeFile(join(tree, 'question.ts'), question);
  const { stdout } = await run(process.execPath, [join(tree, 'question.ts')]);
  expect(JSON.parse(stdout)).toEqual({
    conforming: 3,
    planned: ['f32'],
    inputs: [{ name: 'a', elements: 8 }],
    wgsl: ['f32'],
    outcomes: ['negate ok'],
  });
});
