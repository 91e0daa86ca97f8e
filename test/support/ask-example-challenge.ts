import { type Owner, signedHeaders } from '../api/signing.ts';
import { exampleBodyOf, operations, signaturePurposeOf } from './openapi-answers.ts';

/** Ask for the challenge that the contract gives as its example, signed where it wants that. */
export function askExampleChallenge(
  url: URL,
  owner: Owner,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const asking = operations.find(({ name }) => name === 'post /v1/challenges')?.operation;
  const example = asking && exampleBodyOf(asking);
  if (asking === undefined || example === undefined) throw new Error('Nobody can be challenged.');
  const { publicKey } = owner;
  const body = JSON.stringify('publicKey' in example ? { ...example, publicKey } : example);
  const purpose = signaturePurposeOf(asking);
  return fetch(new URL('/v1/challenges', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(purpose === undefined ? {} : signedHeaders(owner, body, purpose)),
    },
    body,
  });
}
