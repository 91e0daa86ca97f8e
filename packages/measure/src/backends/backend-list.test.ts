/// <reference types="node" />
import { readdir, readFile } from 'node:fs/promises';
import { backendDevices } from '@ridgeline/vocabulary/backend-devices';
import { expect, it } from 'vitest';
import { nodeHost } from '../node-host.ts';
import type { BackendDefinition } from './backend-definition.ts';
import { backendDefinitions } from './backend-list.ts';

const here = new URL('.', import.meta.url);
const entries = await readdir(here, { withFileTypes: true });
const folders = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

it.each(folders)('%s defines backends, and each of them is in the list', async (folder) => {
  const module: Record<string, readonly BackendDefinition[]> = await import(
    `./${folder}/definition.ts`
  );
  const defined = Object.values(module).flat();
  expect(defined.length).toBeGreaterThan(0);
  const missing = defined.filter((definition) => !backendDefinitions.includes(definition));
  expect(missing.map(({ id }) => id)).toEqual([]);
});

it('has one definition for each id, and the package tells people of each', async () => {
  const ids = backendDefinitions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const readme = await readFile(new URL('../../README.md', here), 'utf8');
  const named = [...ids, ...folders.map((folder) => `${folder}/`)];
  expect(named.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

it('has each backend in the vocabulary, which tells servers what it runs on', () => {
  const ids = backendDefinitions.map(({ id }) => id);
  expect(Object.keys(backendDevices).sort()).toEqual([...ids].sort());
});

it('keeps the backends of a group together, since they share a process', () => {
  const groups = backendDefinitions.map(({ id, group = id }) => group);
  const begun = groups.filter((group, index) => group !== groups[index - 1]);
  expect(new Set(begun).size).toBe(begun.length);
});

it.each(backendDefinitions)('makes $id under the id of its definition', async (definition) => {
  const backend = await definition.create(nodeHost());
  expect(backend.id).toBe(definition.id);
  expect(backend.deviceKind).toBe(definition.gpu === undefined ? 'cpu' : 'gpu');
});

it('names the versions of optional packages that are pinned', async () => {
  const { devDependencies } = JSON.parse(
    await readFile(new URL('../../package.json', here), 'utf8'),
  );
  for (const { optionalPackage } of backendDefinitions) {
    if (optionalPackage?.version === undefined) continue;
    expect(devDependencies[optionalPackage.name]).toBe(optionalPackage.version);
  }
});

it('says how to install a missing package, and names no folder of this machine', async () => {
  const missing = nodeHost().load({ name: 'no-such-package', words: '3 MB' });
  await expect(missing).rejects.toThrow(
    /^The optional package no-such-package is not installed \(3 MB\): npm install no-such-package$/,
  );
});

it('calls a backend unavailable, with the package to install, when its package is missing', async () => {
  const load = (): Promise<never> => Promise.reject(new Error('Install it.'));
  const users = backendDefinitions.filter(({ runsInPages, optionalPackage }) => {
    return optionalPackage !== undefined && runsInPages === undefined;
  });
  expect(users.length).toBeGreaterThan(2);
  for (const definition of users) {
    const backend = await definition.create({ ...nodeHost(), load });
    expect(await backend.probe()).toEqual({ isAvailable: false, reason: 'Install it.' });
  }
});
