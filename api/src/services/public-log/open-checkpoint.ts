import { fromBase64 } from './base64.ts';
import { type Checkpoint, logOrigin } from './checkpoint.ts';

/** The public key and its id in a verifier key (`name+id+key`). */
function keyOf(verifierKey: string): { id: string; publicKey: Uint8Array<ArrayBuffer> } {
  const [name, id, ...rest] = verifierKey.split('+');
  // The key itself may hold a plus.
  const typed = fromBase64(rest.join('+'));
  if (name !== logOrigin || id === undefined || typed?.byteLength !== 33 || typed[0] !== 1) {
    throw new Error(`"${verifierKey}" is no key of an Ed25519 log named ${logOrigin}.`);
  }
  return { id, publicKey: typed.slice(1) };
}

/**
 * What a signed checkpoint says.
 * @throws Error when it is none, or its signature is not of this key
 */
export async function openCheckpoint(note: string, verifierKey: string): Promise<Checkpoint> {
  const { id, publicKey } = keyOf(verifierKey);
  const end = note.lastIndexOf('\n\n');
  const body = note.slice(0, end + 1);
  const [origin, sizeText = '', rootText = ''] = body.split('\n');
  const root = fromBase64(rootText);
  if (origin !== logOrigin || !/^(0|[1-9]\d{0,15})$/.test(sizeText) || root?.byteLength !== 32) {
    throw new Error('The checkpoint is not one of this log.');
  }
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  for (const line of note.slice(end + 2).split('\n')) {
    const signed = fromBase64(line.split(' ')[2] ?? '');
    if (!line.startsWith(`\u2014 ${logOrigin} `) || signed?.byteLength !== 68) continue;
    const signedId = Array.from(signed.subarray(0, 4), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    if (signedId !== id) continue;
    const text = new TextEncoder().encode(body);
    if (await crypto.subtle.verify('Ed25519', key, signed.slice(4), text)) {
      return { size: Number(sizeText), root };
    }
  }
  throw new Error('The checkpoint carries no signature of the log’s key.');
}
