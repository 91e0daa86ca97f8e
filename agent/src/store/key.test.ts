import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKey } from './key.ts';
import { type Paths, pathsOf } from './paths.ts';

let home: string;
let paths: Paths;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ridgeline-key-'));
  paths = pathsOf({ RIDGELINE_HOME: home });
});

afterEach(() => rm(home, { recursive: true }));

test('the key is made once, readable by its owner only, and signs bodies', async () => {
  const key = await loadKey(paths);
  expect((await loadKey(paths)).publicKey).toBe(key.publicKey);
  if (process.platform !== 'win32') expect((await stat(paths.keyFile)).mode & 0o777).toBe(0o600);
  const body = '{"a":1}';
  const signature = Buffer.from(key.headersFor(body)['ridgeline-signature'] ?? '', 'base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = (text: string): Buffer => Buffer.from(`ridgeline-submit-v1\0${text}`);
  expect(verify(null, signed(body), publicKey, signature)).toBe(true);
  expect(verify(null, signed('{"a":2}'), publicKey, signature)).toBe(false);
});

test('a damaged key is an error and stays as it is', async () => {
  await writeFile(paths.keyFile, '{"kty":"OKP"');
  await expect(loadKey(paths)).rejects.toMatchObject({ exitCode: 2 });
  await expect(loadKey(paths)).rejects.toMatchObject({ exitCode: 2 });
});
