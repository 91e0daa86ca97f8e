import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRuntime } from './find-runtime.ts';
import { binaryPackages } from './runtime-packages.ts';

const platform = { system: 'linux', processor: 'arm64' };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find runtime '));
});
afterEach(() => rm(folder, { recursive: true }));

async function installed(name: string, description: string): Promise<void> {
  const package_ = join(folder, 'node_modules', name);
  await mkdir(package_, { recursive: true });
  await writeFile(join(package_, 'package.json'), description);
}

test('a runtime that is not there is named, with the command that installs exactly what is needed', async () => {
  const found = await findRuntime(folder, platform);
  expect(found).toEqual({
    found: false,
    reason: 'node-llama-cpp is not installed',
    nextStep: `Install it (85 MiB) with: ridgeline run --llm --install-llm (or by hand: npm install --prefix "${folder}" node-llama-cpp@3.22.1 @node-llama-cpp/linux-arm64@3.22.1 --omit=optional --ignore-scripts --save-exact --no-audit --no-fund)`,
  });
});

test('a runtime of another release, a broken one and one without binaries are told apart', async () => {
  await installed('node-llama-cpp', '{"version":"4.0.0"}');
  expect(await findRuntime(folder, platform)).toMatchObject({
    found: false,
    reason: 'node-llama-cpp 4.0.0 is installed, and 3.22.1 is needed',
  });
  await installed('node-llama-cpp', '{"vers');
  expect(await findRuntime(folder, platform)).toMatchObject({
    reason: 'node-llama-cpp is not installed',
  });
  await installed('node-llama-cpp', '{"version":"3.22.1"}');
  await installed('@node-llama-cpp/linux-x64', '{"version":"3.22.1"}');
  expect(await findRuntime(folder, platform)).toMatchObject({
    found: false,
    reason: expect.stringContaining('without @node-llama-cpp/linux-arm64 3.22.1'),
  });
});

test('a complete runtime is found as the address of its module', async () => {
  await installed('node-llama-cpp', '{"version":"3.22.1"}');
  await installed('@node-llama-cpp/linux-arm64', '{"version":"3.22.1"}');
  const found = await findRuntime(folder, platform);
  expect(found).toMatchObject({ found: true, version: '3.22.1' });
  expect(fileURLToPath(found.found ? found.entry : '')).toBe(
    join(folder, 'node_modules', 'node-llama-cpp', 'dist', 'index.js'),
  );
});

test('a platform without binaries is said, with what still works', async () => {
  const found = await findRuntime(folder, { system: 'sunos', processor: 'x64' });
  expect(found).toMatchObject({ found: false, reason: expect.stringContaining('sunos on x64') });
});

test('GPU binaries come beside those of the CPU, and only where there are any', () => {
  const linux = { system: 'linux', processor: 'x64' };
  expect(binaryPackages(linux)).toEqual(['@node-llama-cpp/linux-x64']);
  expect(binaryPackages(linux, 'cuda')).toEqual([
    '@node-llama-cpp/linux-x64',
    '@node-llama-cpp/linux-x64-cuda',
  ]);
  const mac = { system: 'darwin', processor: 'arm64' };
  expect(binaryPackages(mac, 'vulkan')).toEqual(['@node-llama-cpp/mac-arm64-metal']);
});
