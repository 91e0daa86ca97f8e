import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problems.ts';
import {
  clientOf,
  type RatePolicy,
  type RateState,
  rateWindowSeconds,
} from '../services/rate-limiter.ts';
import type { Services } from '../services/services.ts';

/** As draft-ietf-httpapi-ratelimit-headers spells them. */
function headersOf(policy: RatePolicy, state: RateState): Record<string, string> {
  return {
    'ratelimit-policy': `"${policy}";q=${state.limit};w=${rateWindowSeconds}`,
    ratelimit: `"${policy}";r=${state.remaining};t=${state.resetSeconds}`,
  };
}

/** Who asks. Undefined: the site, which reaches the API through a binding that carries no address. */
function clientNamed({ clientAddressHeader }: Services, headers: Headers): string | undefined {
  // Without a proxy that sets the header, as on a developer's machine, anybody could forge it.
  if (clientAddressHeader === undefined) return 'everybody';
  const address = headers.get(clientAddressHeader);
  return address === null ? undefined : clientOf(address);
}

/** Counts each request of a client, tells what is left, and refuses what is too much. */
export function rateLimit(services: Services): MiddlewareHandler {
  return async (context, next) => {
    const { headers, method } = context.req.raw;
    const policy = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? 'reads' : 'writes';
    const client = clientNamed(services, headers);
    const now = services.now().getTime();
    const state = client === undefined ? undefined : services.rates.take(policy, client, now);
    if (state === undefined) return next();
    const announced = headersOf(policy, state);
    if (!state.isAllowed) {
      const detail = `More than ${state.limit} ${policy} within ${rateWindowSeconds} seconds.`;
      const retryAfter = { 'retry-after': String(state.resetSeconds) };
      throw new ProblemError('rate-limited', detail, { headers: { ...announced, ...retryAfter } });
    }
    await next();
    // Afterwards, so that a 304 and a problem carry them too; a quota of a key is announced beside.
    for (const [name, value] of Object.entries(announced)) context.res.headers.append(name, value);
  };
}
