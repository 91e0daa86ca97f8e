const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values = new Map([...digits].map((digit, value) => [digit, value]));

/** Bytes as base64 for URLs, without padding: what proofs carry most of. */
export function toBase64Url(bytes: Uint8Array): string {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (held += 8; held >= 6; held -= 6) text += digits[(bits >>> (held - 6)) & 63];
    bits &= (1 << held) - 1;
  }
  return held === 0 ? text : text + digits[(bits << (6 - held)) & 63];
}

/** The bytes that base64 for URLs stands for; characters that are none of it count as zeros. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let [at, bits, held] = [0, 0, 0];
  for (const digit of text) {
    bits = (bits << 6) | (values.get(digit) ?? 0);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >>> held;
    bits &= (1 << held) - 1;
  }
  return bytes;
}
