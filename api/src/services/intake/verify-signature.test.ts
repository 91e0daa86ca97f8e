import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64Url } from '../base64url.ts';
import { isSoundPoint, verifySignature as verify } from './verify-signature.ts';

const verifySignature = (headers: Headers, bytes: Uint8Array) =>
  verify(headers, bytes, 'ridgeline-submit-v1');
const body = new TextEncoder().encode('{"run":1}');
const domain = new TextEncoder().encode('ridgeline-submit-v1\0');
const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

function signed(message: Uint8Array = body) {
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  const signature = sign(null, new Uint8Array([...domain, ...message]), pair.privateKey);
  return { publicKey: new Uint8Array(Buffer.from(x, 'base64url')), signature };
}

function headersOf(publicKey: Uint8Array, signature: Uint8Array): Headers {
  return new Headers({
    'ridgeline-key': toBase64Url(publicKey),
    'ridgeline-signature': toBase64Url(signature),
  });
}

function littleEndian(value: bigint, length = 32): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number((value >> BigInt(8 * index)) & 255n));
}

function bigint(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

describe('verifySignature', () => {
  test('an unsigned request has no signer', async () => {
    expect(await verifySignature(new Headers(), body)).toBeUndefined();
  });

  test('a valid signature names its owner, the same each time', async () => {
    const { publicKey, signature } = signed();
    const signer = await verifySignature(headersOf(publicKey, signature), body);
    expect(signer?.owner).toMatch(/^[0-9a-f]{32}$/);
    expect(await verifySignature(headersOf(publicKey, signature), body)).toEqual(signer);
  });

  test('one header without the other is refused', async () => {
    const { publicKey } = signed();
    const headers = new Headers({ 'ridgeline-key': toBase64Url(publicKey) });
    await expect(verifySignature(headers, body)).rejects.toMatchObject({ id: 'signature-invalid' });
  });

  test('another body, another key and an undomained signature are refused', async () => {
    const { publicKey, signature } = signed();
    const other = signed();
    const changed = Uint8Array.from(body, (byte, index) => (index === 2 ? byte ^ 1 : byte));
    const cases: [Headers, Uint8Array][] = [
      [headersOf(publicKey, signature), changed],
      [headersOf(other.publicKey, signature), body],
      [headersOf(publicKey, other.signature), body],
    ];
    for (const [headers, bytes] of cases) {
      await expect(verifySignature(headers, bytes)).rejects.toMatchObject({
        id: 'signature-invalid',
      });
    }
  });

  test('S and S + L are not both taken', async () => {
    const { publicKey, signature } = signed();
    const malleable = new Uint8Array([
      ...signature.subarray(0, 32),
      ...littleEndian(bigint(signature.subarray(32)) + order),
    ]);
    await expect(verifySignature(headersOf(publicKey, malleable), body)).rejects.toMatchObject({
      id: 'signature-invalid',
    });
  });

  test('texts that are not canonical base64url of the right length are refused', async () => {
    const { publicKey, signature } = signed();
    const good = toBase64Url(publicKey);
    for (const key of ['', 'x', `${good}=`, `${good}A`, good.slice(1), '!'.repeat(43)]) {
      const headers = headersOf(publicKey, signature);
      headers.set('ridgeline-key', key);
      await expect(verifySignature(headers, body), key).rejects.toMatchObject({
        id: 'signature-invalid',
      });
    }
  });
});

/** Edwards curve arithmetic, slow and plain, to prove the table of small-order points. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let b = base % p, e = exponent; e > 0n; e >>= 1n, b = (b * b) % p) {
    if (e & 1n) result = (result * b) % p;
  }
  return result;
}
const inverse = (value: bigint): bigint => power(((value % p) + p) % p, p - 2n);
const d = (((-121665n * inverse(121666n)) % p) + p) % p;

function pointOf(y: bigint): { x: bigint; y: bigint } | undefined {
  const x2 = ((((y * y - 1n) * inverse(d * y * y + 1n)) % p) + p) % p;
  let x = power(x2, (p + 3n) / 8n);
  if ((x * x - x2) % p !== 0n) x = (x * power(2n, (p - 1n) / 4n)) % p;
  return (x * x - x2) % p === 0n ? { x, y } : undefined;
}

function double({ x, y }: { x: bigint; y: bigint }) {
  const k = (d * x * x * y * y) % p;
  const x3 = (2n * x * y * inverse(1n + k)) % p;
  const y3 = ((y * y + x * x) * inverse(1n - k)) % p;
  return { x: (x3 + p) % p, y: (y3 + p) % p };
}

describe('isSoundPoint', () => {
  test('refuses exactly the points whose eightfold is the neutral element', () => {
    const small = [
      0n,
      1n,
      p - 1n,
      bigint(littleEndianHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
      bigint(littleEndianHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')),
    ];
    for (const y of small) {
      const point = pointOf(y);
      if (point === undefined) throw new Error(`${y} is not on the curve`);
      expect(double(double(double(point)))).toEqual({ x: 0n, y: 1n });
      expect(isSoundPoint(littleEndian(y))).toBe(false);
      expect(isSoundPoint(littleEndian(y | (1n << 255n)))).toBe(false);
    }
  });

  test('refuses encodings at or above the field prime', () => {
    expect(isSoundPoint(littleEndian(p))).toBe(false);
    expect(isSoundPoint(littleEndian(p + 3n))).toBe(false);
    expect(isSoundPoint(littleEndian(3n))).toBe(true);
  });
});

function littleEndianHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
