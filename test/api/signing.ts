import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Submission } from '@ridgeline/schema/submission';

/** A key pair of a submitter. */
export interface Owner {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** A fresh owner. */
export function newOwner(): Owner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' };
}

/** Signature over a purpose and bytes, as the agent makes it. */
export function signatureOf(owner: Owner, body: string, purpose = 'ridgeline-submit-v1'): string {
  const signed = Buffer.from(`${purpose}\0${body}`);
  return sign(null, signed, owner.privateKey).toString('base64url');
}

/** Headers that make a body the owner's. */
export function signedHeaders(
  owner: Owner,
  body: string,
  purpose?: string,
): Record<string, string> {
  return {
    'ridgeline-key': owner.publicKey,
    'ridgeline-signature': signatureOf(owner, body, purpose),
  };
}

/** Send a submission, signed when an owner is given. */
export function sendSubmission(url: URL, document: Submission, owner?: Owner): Promise<Response> {
  const body = JSON.stringify(document);
  return fetch(new URL('/v1/submissions', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': document.run.id,
      ...(owner === undefined ? {} : signedHeaders(owner, body)),
    },
    body,
  });
}
