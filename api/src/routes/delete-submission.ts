import { ProblemError } from '../problems.ts';
import { requireSignature } from '../services/intake/verify-signature.ts';
import { submissionPath } from './path-parameters.ts';
import { defineRoute, none } from './route.ts';

const signature = { purpose: 'ridgeline-erase-v1', over: 'the id' } as const;

export const deleteSubmission = defineRoute({
  method: 'DELETE',
  path: '/v1/submissions/{id}',
  id: 'deleteSubmission',
  summary: 'Erase a submission of one’s own: body, events and everything derived',
  access: 'owner',
  signature,
  // Whether somebody else's submission exists is not this key's business.
  strangers: 'not-found',
  params: submissionPath,
  query: none,
  responses: { 204: { description: 'Erased; the id stays used.' } },
  problems: [],
  async handle({ answer, params: { id }, request, services }) {
    const bytes = new TextEncoder().encode(id);
    const signer = await requireSignature(request.headers, bytes, signature.purpose);
    const found = await services.store.findSubmission(id);
    if (found === undefined || found.summary.owner !== signer.owner) {
      throw new ProblemError('not-found', 'This key has no submission with this id.');
    }
    await services.store.eraseSubmission(id, services.now());
    return answer(204, null);
  },
});
