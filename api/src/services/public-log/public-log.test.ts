import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex } from '../base64url.ts';
import { createLogSigner, logOrigin } from './checkpoint.ts';
import { leafHash, rootOf } from './merkle.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { concatenated, entriesOf, entryBundle, tileLevels } from './tiles.ts';

const leavesOf = (entries: readonly string[]) =>
  Promise.all(entries.map((entry) => leafHash(Buffer.from(entry, 'hex'))));

describe('the tree', () => {
  // The tree of the tests of google/certificate-transparency and its successors.
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
  entries.push('606162636465666768696a6b6c6d6e6f');
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of %i entries has the root of RFC 6962', async (size, root) => {
    expect(toHex(await rootOf(await leavesOf(entries.slice(0, size))))).toBe(root);
  });

  test('has tiles as wide as C2SP says, and only full ones are hashed upwards', async () => {
    const leaves = await leavesOf(
      Array.from({ length: 600 }, (_, n) => n.toString(16).padStart(4, '0')),
    );
    const levels = await tileLevels(leaves);
    expect(levels.map(({ hashes }) => hashes.length)).toEqual([600, 2]);
    expect(levels[1]?.hashes[1]).toEqual(await rootOf(leaves.slice(256, 512)));
    expect(concatenated(leaves).byteLength).toBe(32 * 600);
  });

  test('entries come out of a bundle as they went in, and not when it is cut short', () => {
    const bundled = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(300, 7)];
    const bytes = entryBundle(bundled);
    expect(entriesOf(bytes).map((each) => Buffer.from(each))).toEqual(bundled);
    expect(() => entriesOf(bytes.subarray(0, -1))).toThrow('cut short');
  });
});

describe('a checkpoint', () => {
  const signer = createLogSigner('a secret');
  const root = Uint8Array.from({ length: 32 }, (_, index) => index);

  test('is a signed note that another program verifies', async () => {
    const note = await signer.sign({ size: 7, root });
    const key = await signer.verifierKey();
    const [body = '', signature = ''] = note.split('\n\n');
    expect(`${body}\n`).toBe(`${logOrigin}\n7\n${Buffer.from(root).toString('base64')}\n`);
    const [name, id, ...typed] = key.split('+');
    const raw = Buffer.from(typed.join('+'), 'base64').subarray(1);
    const publicKey = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    });
    const signed = Buffer.from(signature.split(' ')[2] ?? '', 'base64');
    expect(signature.startsWith(`\u2014 ${name} `)).toBe(true);
    expect(signed.subarray(0, 4).toString('hex')).toBe(id);
    expect(verify(null, Buffer.from(`${body}\n`), publicKey, signed.subarray(4))).toBe(true);
  });

  test('is opened with its key only, and only as it was signed', async () => {
    const note = await signer.sign({ size: 7, root });
    const key = await signer.verifierKey();
    expect(await openCheckpoint(note, key)).toEqual({ size: 7, root });
    const other = await createLogSigner('another').verifierKey();
    await expect(openCheckpoint(note, other)).rejects.toThrow('no signature');
    await expect(openCheckpoint(note.replace('\n7\n', '\n8\n'), key)).rejects.toThrow(
      'no signature',
    );
    await expect(openCheckpoint('hello', key)).rejects.toThrow('not one of this log');
    await expect(openCheckpoint(note, 'somebody+00000000+AAAA')).rejects.toThrow('no key');
  });
});
