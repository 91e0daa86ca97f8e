import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installRuntime } from './install-runtime.ts';

// npm itself is another program and needs a registry, so a script of the test's own stands for it.
describe.skipIf(process.platform === 'win32')('installing the LLM runtime', () => {
  let home = '';
  let folder = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'install runtime '));
    folder = join(home, 'data', 'llm');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  async function npmIs(script: string): Promise<void> {
    await writeFile(join(home, 'npm'), `#!/bin/sh\n${script}\n`);
    await chmod(join(home, 'npm'), 0o755);
    vi.stubEnv('PATH', `${home}${delimiter}${process.env.PATH}`);
  }

  test('asks npm for exactly two packages in a folder of their own, with no script run', async () => {
    await npmIs('pwd > said; for word in "$@"; do echo "$word" >> said; done; echo added');
    const lines: string[] = [];
    const result = await installRuntime({ folder, onLine: (line) => lines.push(line) });
    expect(result).toEqual({ outcome: 'ok' });
    expect(lines).toEqual(['added']);
    const [place, verb, ...words] = (await readFile(join(folder, 'said'), 'utf8'))
      .trim()
      .split('\n');
    expect(place?.endsWith(join('data', 'llm'))).toBe(true);
    expect(verb).toBe('install');
    expect(words.filter((word) => !word.startsWith('--'))).toEqual([
      'node-llama-cpp@3.22.1',
      expect.stringMatching(/^@node-llama-cpp\/[a-z0-9-]+@3\.22\.1$/),
    ]);
    expect(words).toEqual(expect.arrayContaining(['--omit=optional', '--ignore-scripts']));
    expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toEqual({
      private: true,
    });
  });

  test('npm’s failure is told in its own words, with the command to try by hand', async () => {
    await npmIs('echo "registry said 503" >&2; exit 7');
    const result = await installRuntime({ folder });
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'npm ended with 7: registry said 503',
      nextStep: expect.stringContaining(`npm install --prefix "${folder}" node-llama-cpp@3.22.1`),
    });
  });

  test('an abort ends npm and says so', async () => {
    await npmIs('echo started; exec sleep 60');
    const abort = new AbortController();
    const onLine = (): void => abort.abort();
    const result = await installRuntime({ folder, signal: abort.signal, onLine });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'interrupted' });
  });

  test('without npm, and in a folder that cannot be made, the failure says why', async () => {
    vi.stubEnv('PATH', home);
    expect(await installRuntime({ folder })).toMatchObject({
      reason: expect.stringContaining('ENOENT'),
    });
    await writeFile(join(home, 'file'), '');
    const below = join(home, 'file', 'llm');
    expect(await installRuntime({ folder: below })).toMatchObject({ outcome: 'failed' });
  });
});
