import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { defineRoute, uncached } from './route.ts';
import { signatureHeaders } from './signature-headers.ts';

/** `DELETE /v1/keys/{owner}`. */
export const deleteKey = defineRoute({
  method: 'DELETE',
  path: '/v1/keys/{owner}',
  id: 'deleteKey',
  summary: 'Revoke one’s own key: nothing signed with it is taken from now on',
  description: 'To rotate a key, make a new one and revoke the old one; old runs keep their owner.',
  access: 'public',
  params: z.strictObject({ owner: z.string().regex(/^[0-9a-f]{32}$/) }),
  headers: signatureHeaders('`ridgeline-revoke-v1\\0` and the fingerprint'),
  responses: { 204: { description: 'Revoked.' } },
  cacheControl: uncached,
  async handle({ params: { owner }, request, services }) {
    const bytes = new TextEncoder().encode(owner);
    const signer = await requireSignature(request.headers, bytes, 'ridgeline-revoke-v1');
    if (signer.owner !== owner) {
      throw new ProblemError('forbidden', 'Only the key itself revokes a key.');
    }
    await services.store.revokeKey(owner, services.now());
    return { status: 204, body: '' };
  },
});
