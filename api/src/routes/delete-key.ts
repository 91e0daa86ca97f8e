import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { ownerFingerprint } from './path-parameters.ts';
import { defineRoute, none } from './route.ts';

const signature = { purpose: 'ridgeline-revoke-v1', over: 'the fingerprint' } as const;

export const deleteKey = defineRoute({
  method: 'DELETE',
  path: '/v1/keys/{owner}',
  id: 'deleteKey',
  summary: 'Revoke one’s own key: nothing signed with it is taken from now on',
  description: 'To rotate a key, make a new one and revoke the old one; old runs keep their owner.',
  access: 'owner',
  signature,
  strangers: 'forbidden',
  params: z.strictObject({ owner: ownerFingerprint }),
  query: none,
  responses: { 204: { description: 'Revoked.' } },
  problems: [],
  async handle({ answer, params: { owner }, request, services }) {
    const bytes = new TextEncoder().encode(owner);
    const signer = await requireSignature(request.headers, bytes, signature.purpose);
    if (signer.owner !== owner) {
      throw new ProblemError('forbidden', 'Only the key itself revokes a key.');
    }
    await services.store.revokeKey(owner, services.now());
    return answer(204, null);
  },
});
