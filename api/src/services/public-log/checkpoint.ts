import { sha256 } from '../verification/sha256.ts';
import { toBase64 } from './base64.ts';
import { concatenated } from './tiles.ts';

/** Of the log, in its checkpoints and as the name of its key. */
export const logOrigin = 'ridgeline.submissions';

const encoder = new TextEncoder();
/** Ed25519, as C2SP signed-note numbers signatures. */
const ed25519Type = 1;
/** DER in front of the 32 bytes of an Ed25519 private key (RFC 8410). */
const privateKeyPrefix = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]);

/** What a checkpoint says. */
export interface Checkpoint {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Signs checkpoints; what it signed anybody can check with `verifierKey`. */
export interface LogSigner {
  /** `name+key id+key`, as programs for signed notes take it. */
  verifierKey(): Promise<string>;
  sign(checkpoint: Checkpoint): Promise<string>;
}

function bodyOf({ root, size }: Checkpoint): string {
  return `${logOrigin}\n${size}\n${toBase64(root)}\n`;
}

/** First four bytes of SHA-256 over name, newline, type and key. */
async function keyIdOf(publicKey: Uint8Array): Promise<Uint8Array> {
  const typed = concatenated([
    encoder.encode(`${logOrigin}\n`),
    Uint8Array.of(ed25519Type),
    publicKey,
  ]);
  return (await sha256(typed)).subarray(0, 4);
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A signer whose key follows from a secret, so that no second one has to be kept. */
export function createLogSigner(secret: string): LogSigner {
  const keys = async () => {
    const seed = await sha256(new Uint8Array(encoder.encode(`public log\0${secret}`)));
    const pkcs8 = concatenated([privateKeyPrefix, seed]);
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const { x = '' } = (await crypto.subtle.exportKey('jwk', privateKey)) as { x?: string };
    const publicKey = Uint8Array.from(
      atob(x.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    );
    return { privateKey, publicKey };
  };
  return {
    async verifierKey() {
      const { publicKey } = await keys();
      const typed = concatenated([Uint8Array.of(ed25519Type), publicKey]);
      return `${logOrigin}+${toHex(await keyIdOf(publicKey))}+${toBase64(typed)}`;
    },
    async sign(checkpoint) {
      const { privateKey, publicKey } = await keys();
      const body = bodyOf(checkpoint);
      const signature = await crypto.subtle.sign('Ed25519', privateKey, encoder.encode(body));
      const signed = concatenated([await keyIdOf(publicKey), new Uint8Array(signature)]);
      return `${body}\n\u2014 ${logOrigin} ${toBase64(signed)}\n`;
    },
  };
}
