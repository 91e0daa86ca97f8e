import type { ProblemId } from '@ridgeline/schema/problem';
import type { SignaturePurpose } from '../services/intake/verify-signature.ts';

/** What a key signs: its purpose, a zero byte, and then `over`, in words for people. */
export interface Signature {
  readonly purpose: SignaturePurpose;
  readonly over: string;
}

/** Who may call a route. The matrix of routes and roles in the contract's tests follows from it. */
export type Access =
  /** Everybody; a signature, where one is taken, only says whose it is. */
  | { readonly access: 'public'; readonly signature?: Signature }
  /** Whoever signs, with whichever key. */
  | { readonly access: 'signed'; readonly signature: Signature }
  /** Whoever signs with the key that the thing belongs to; `strangers` is what other keys get. */
  | { readonly access: 'owner'; readonly signature: Signature; readonly strangers: ProblemId }
  /** Whoever holds the maintainer’s token. */
  | { readonly access: 'maintainer' };

/** Headers of a request that is signed. */
export function signatureHeaders(access: Access) {
  if (access.access === 'maintainer' || access.signature === undefined) return {};
  const { over, purpose } = access.signature;
  const isRequired = access.access !== 'public';
  const owned = isRequired ? '' : '; with it the run has an owner';
  return {
    'Ridgeline-Key': {
      description: `Raw Ed25519 public key in base64url${owned}.`,
      isRequired,
    },
    'Ridgeline-Signature': {
      description: `Ed25519 signature over \`${purpose}\\0\` and ${over}, in base64url.`,
      isRequired,
    },
  };
}
