/// <reference types="node" />
import type { Sha256 } from '@ridgeline/kernels/verification/hash-tree';

const node = globalThis.process?.getBuiltinModule?.('node:crypto');

/** SHA-256 by what is fastest here: Node's own takes a microsecond, Web Crypto some tens of them. */
export const sha256: Sha256 =
  node === undefined
    ? async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (bytes) => node.hash('sha256', bytes, 'buffer');
