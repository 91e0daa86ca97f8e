import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submission } from '@ridgeline/schema/submission';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, it } from 'vitest';

const copy = await mkdtemp(join(tmpdir(), 'ridgeline-new-backend-'));
const backends = join(copy, 'packages/measure/src/backends');

/** The folder of a backend that did not exist: gpu.js again, under another name and with a package. */
const definition = `
import type { BackendDefinition } from '../backend-definition.ts';

export const echoBackends: readonly BackendDefinition[] = [
  {
    ...{ id: 'echo', title: 'Echo', timeShare: 1 },
    optionalPackage: { name: 'of-tomorrow' },
    async create() {
      const { gpujsCpu } = await import('../gpujs/gpujs-backends.ts');
      return { ...gpujsCpu(), id: 'echo' };
    },
  },
];
`;

function node(...args: readonly string[]) {
  const env = { ...process.env, RIDGELINE_HOME: join(copy, 'home') };
  return spawnSync(process.execPath, args, { cwd: join(copy, 'agent'), env, encoding: 'utf8' });
}

/** A checkout of the agent and measure alone; everything else is this one's. */
beforeAll(async () => {
  for (const part of ['agent', 'packages/measure']) {
    const filter = (path: string) =>
      !/node_modules|dist$|\.turbo/.test(path.slice(checkoutFolder.length));
    await cp(join(checkoutFolder, part), join(copy, part), { recursive: true, filter });
  }
  const packages = join(checkoutFolder, 'node_modules');
  const own = join(copy, 'node_modules');
  await mkdir(join(own, '@ridgeline'), { recursive: true });
  for (const name of await readdir(packages)) {
    if (name !== '@ridgeline') await symlink(join(packages, name), join(own, name));
  }
  for (const name of await readdir(join(packages, '@ridgeline'))) {
    const from = name === 'measure' ? copy : checkoutFolder;
    await symlink(join(from, 'packages', name), join(own, '@ridgeline', name));
  }
});

afterAll(() => rm(copy, { recursive: true }));

it('takes a folder and an entry of the list to add a backend', async () => {
  await mkdir(join(backends, 'echo'));
  await writeFile(join(backends, 'echo/definition.ts'), definition);
  const list = await readFile(join(backends, 'backend-list.ts'), 'utf8');
  const extended = list.replace('  ...gpujsBackends,\n', '$&  ...echoBackends,\n');
  const entry = "import { echoBackends } from './echo/definition.ts';\n";
  await writeFile(join(backends, 'backend-list.ts'), `${entry}${extended}`);

  const built = node('build.ts');
  expect(built.status, built.stderr).toBe(0);
  expect(node('dist/bin.js', 'run', '--help').stdout).toContain('"echo"');
  const run = node(
    ...['dist/bin.js', 'run', '--backend', 'echo', '--kernel', 'dispatch', '--format', 'json'],
  );
  expect(run.status, run.stderr).toBe(0);
  const { measurements } = submission.parse(JSON.parse(run.stdout));
  expect(measurements).toMatchObject([{ outcome: 'ok', path: 'cpu0-echo' }]);
});
