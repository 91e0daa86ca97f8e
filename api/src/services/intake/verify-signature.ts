import { ProblemError } from '../../problems.ts';
import { fromBase64Url, toHex } from '../base64url.ts';

/** The key that signed a body; `owner` is its fingerprint. */
export interface Signer {
  readonly publicKey: string;
  readonly signature: string;
  readonly owner: string;
}

/** Bound into each signature, so that one made for another purpose cannot be replayed. */
export type SignaturePurpose =
  | 'ridgeline-submit-v1'
  | 'ridgeline-challenge-v1'
  | 'ridgeline-commit-v1'
  | 'ridgeline-prove-v1'
  | 'ridgeline-erase-v1'
  | 'ridgeline-revoke-v1';

const fieldPrime = 2n ** 255n - 19n;
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

/** y coordinates of the eight points of small order: with them one signature fits many messages. */
const smallOrderYs: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  fieldPrime - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);

/** Of 32 bytes. */
function littleEndian(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [24, 16, 8, 0].reduce((value, at) => (value << 64n) | view.getBigUint64(at, true), 0n);
}

function yCoordinate(point: Uint8Array): bigint {
  return littleEndian(point) & ((1n << 255n) - 1n);
}

/** Canonical and not of small order; RFC 8032 leaves both to the verifier. */
export function isSoundPoint(point: Uint8Array): boolean {
  const y = yCoordinate(point);
  return y < fieldPrime && !smallOrderYs.has(y);
}

function exactly(
  bytes: Uint8Array<ArrayBuffer> | undefined,
  length: number,
): Uint8Array<ArrayBuffer> | undefined {
  return bytes?.byteLength === length ? bytes : undefined;
}

/** Fingerprint of a raw public key: the first 128 bits of its SHA-256, in hex. */
export async function fingerprint(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
  return toHex(digest.subarray(0, 16));
}

function invalid(detail: string): ProblemError {
  return new ProblemError('signature-invalid', detail);
}

/**
 * The signer named by the headers, once the signature over the raw body is proved; undefined when
 * the request is unsigned.
 */
export async function verifySignature(
  headers: Headers,
  body: Uint8Array,
  purpose: SignaturePurpose,
): Promise<Signer | undefined> {
  const domain = new TextEncoder().encode(`${purpose}\0`);
  const keyText = headers.get('ridgeline-key');
  const signatureText = headers.get('ridgeline-signature');
  if (keyText === null && signatureText === null) return undefined;
  if (keyText === null || signatureText === null) {
    throw invalid('Ridgeline-Key and Ridgeline-Signature must be sent together.');
  }
  const key = exactly(fromBase64Url(keyText), 32);
  if (key === undefined || !isSoundPoint(key)) {
    throw invalid('Ridgeline-Key is not the base64url of a sound Ed25519 public key.');
  }
  const signature = exactly(fromBase64Url(signatureText), 64);
  if (
    signature === undefined ||
    !isSoundPoint(signature.subarray(0, 32)) ||
    littleEndian(signature.subarray(32)) >= groupOrder
  ) {
    throw invalid('Ridgeline-Signature is not the base64url of a canonical Ed25519 signature.');
  }
  const signed = new Uint8Array(domain.byteLength + body.byteLength);
  signed.set(domain);
  signed.set(body, domain.byteLength);
  const isValid = await crypto.subtle
    .importKey('raw', key, 'Ed25519', false, ['verify'])
    .then((imported) => crypto.subtle.verify('Ed25519', imported, signature, signed))
    // A point that is not on the curve is refused at import.
    .catch(() => false);
  if (!isValid) throw invalid('The signature does not match the body and key.');
  return { publicKey: keyText, signature: signatureText, owner: await fingerprint(key) };
}

/** The signer of a request that must have one. */
export async function requireSignature(
  headers: Headers,
  body: Uint8Array,
  purpose: SignaturePurpose,
): Promise<Signer> {
  const signer = await verifySignature(headers, body, purpose);
  if (signer !== undefined) return signer;
  throw new ProblemError('signature-missing', 'Ridgeline-Key and Ridgeline-Signature are missing.');
}
