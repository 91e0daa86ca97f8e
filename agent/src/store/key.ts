import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, UserError } from '../user-error.ts';
import type { Paths } from './paths.ts';
import { writeDurably } from './write-durably.ts';

const storedKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/** Who owns the runs of this agent: an Ed25519 key, no name and no account. */
export interface OwnerKey {
  /** Raw public key, base64url. */
  readonly publicKey: string;
  /** First 128 bits of the public key's SHA-256, in hex: how the board names the owner. */
  readonly fingerprint: string;
  /** Headers that sign the bytes of a request, for one purpose: a submission unless another is named. */
  headersFor(body: string, purpose?: SigningPurpose): Record<string, string>;
}

/** Bound into each signature, so that it is good for one kind of request and nothing else. */
type SigningPurpose =
  | 'ridgeline-submit-v1'
  | 'ridgeline-challenge-v1'
  | 'ridgeline-commit-v1'
  | 'ridgeline-prove-v1';

function ownerKey(privateKey: KeyObject, publicKey: string): OwnerKey {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex');
  return {
    publicKey,
    fingerprint: digest.slice(0, 32),
    headersFor: (body, purpose = 'ridgeline-submit-v1') => {
      const signature = sign(null, Buffer.from(`${purpose}\0${body}`), privateKey);
      return {
        'ridgeline-key': publicKey,
        'ridgeline-signature': signature.toString('base64url'),
      };
    },
  };
}

async function create(paths: Paths): Promise<OwnerKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = storedKey.parse(privateKey.export({ format: 'jwk' }));
  try {
    await writeDurably(paths.keyFile, JSON.stringify(jwk), 0o600);
  } catch (error) {
    throw new UserError(
      `The key cannot be saved in ${paths.keyFile}: ${messageOf(error)}`,
      'Set RIDGELINE_HOME to a folder you can write to.',
    );
  }
  return ownerKey(privateKey, jwk.x);
}

/** The key of this agent, made on first use. A damaged one is an error, never silently replaced. */
export async function loadKey(paths: Paths): Promise<OwnerKey> {
  let text: string;
  try {
    text = await readFile(paths.keyFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return create(paths);
    throw new UserError(
      `${paths.keyFile} cannot be read: ${messageOf(error)}`,
      'Give this user the right to read it, or set RIDGELINE_HOME to a folder that you can write to.',
    );
  }
  try {
    const jwk = storedKey.parse(JSON.parse(text));
    return ownerKey(createPrivateKey({ key: jwk, format: 'jwk' }), jwk.x);
  } catch {
    throw new UserError(
      `${paths.keyFile} is not a key of the agent.`,
      'Restore it from a backup, or move it away: a new key is made, but runs signed with the old one stay its.',
    );
  }
}

/** Whether other accounts of this computer can read the key; always false on Windows. */
export async function isKeyExposed(paths: Paths): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const file = await stat(paths.keyFile).catch(() => undefined);
  return file !== undefined && (file.mode & 0o077) !== 0;
}
