import { uuidV7 } from '@ridgeline/schema/text';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { defineRoute, uncached } from './route.ts';
import { signatureHeaders } from './signature-headers.ts';

/** `DELETE /v1/submissions/{id}`. */
export const deleteSubmission = defineRoute({
  method: 'DELETE',
  path: '/v1/submissions/{id}',
  id: 'deleteSubmission',
  summary: 'Erase a submission of one’s own: body, events and everything derived',
  access: 'public',
  params: z.strictObject({ id: uuidV7 }),
  headers: signatureHeaders('`ridgeline-erase-v1\\0` and the id'),
  responses: { 204: { description: 'Erased; the id stays used.' } },
  cacheControl: uncached,
  async handle({ params: { id }, request, services }) {
    const bytes = new TextEncoder().encode(id);
    const signer = await requireSignature(request.headers, bytes, 'ridgeline-erase-v1');
    const found = await services.store.findSubmission(id);
    // Whether somebody else's submission exists is not this key's business.
    if (found === undefined || found.summary.owner !== signer.owner) {
      throw new ProblemError('not-found', 'This key has no submission with this id.');
    }
    await services.store.eraseSubmission(id, services.now());
    return { status: 204, body: '' };
  },
});
