import { toHex } from './base64url.ts';

/** A fresh UUID version 7 (RFC 9562): milliseconds, then 74 random bits. */
export function newUuidV7(at: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = at.getTime();
  for (let index = 0; index < 6; index++) {
    bytes[index] = Math.floor(time / 2 ** (8 * (5 - index))) % 256;
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
