import { ProblemError } from '../problems.ts';
import { toHex } from '../services/base64url.ts';
import type { Services } from '../services/services.ts';

/** Refuses whoever does not hold the maintainer's token; without a configured token, everyone. */
export async function requireMaintainer(services: Services, headers: Headers): Promise<void> {
  const { maintainerTokenSha256 } = services;
  const token = /^Bearer ([\x21-\x7e]{16,256})$/.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined || maintainerTokenSha256 === undefined) {
    throw new ProblemError('unauthorized', 'This address needs the maintainer’s bearer token.', {
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  // Comparing hashes leaks nothing of the token through time.
  if (toHex(new Uint8Array(digest)) !== maintainerTokenSha256) {
    throw new ProblemError('forbidden', 'The token is not the maintainer’s.');
  }
}
