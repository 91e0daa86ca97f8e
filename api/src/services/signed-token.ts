import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Seals small JSON values so that only this service can make or change them; they are not secret. */
export interface Sealer {
  seal(value: unknown): Promise<string>;
  /** The value, or undefined when the token was not made here for this purpose. */
  open(token: string): Promise<unknown>;
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const encoder = new TextEncoder();
const macBytes = 16;

/** HMAC-SHA-256 with a key of its own for each purpose. */
export function createSealer(secret: string, purpose: string): Sealer {
  // Imported on first use: Workers may not start asynchronous work outside a request.
  let imported: Key | undefined;
  const key = async (): Promise<Key> => {
    imported ??= await crypto.subtle.importKey(
      'raw',
      encoder.encode(`${purpose}\0${secret}`),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    return imported;
  };
  const mac = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await key(), bytes)).subarray(0, macBytes);

  return {
    async seal(value) {
      const bytes = new Uint8Array(encoder.encode(JSON.stringify(value)));
      return `${toBase64Url(bytes)}.${toBase64Url(await mac(bytes))}`;
    },
    async open(token) {
      const [body, seal, ...rest] = token.split('.');
      const bytes = fromBase64Url(body ?? '');
      const given = fromBase64Url(seal ?? '');
      if (rest.length > 0 || bytes === undefined || given?.byteLength !== macBytes)
        return undefined;
      const expected = await mac(bytes);
      let difference = 0;
      expected.forEach((byte, index) => {
        difference |= byte ^ (given[index] ?? 0);
      });
      return difference === 0 ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    },
  };
}
