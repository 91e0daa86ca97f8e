import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../problems.ts';
import { clientOf } from '../services/quotas/network-of.ts';
import { type RatePolicy, type RateState, rateWindowSeconds } from '../services/rate-limiter.ts';
import type { Services } from '../services/services.ts';

/** As draft-ietf-httpapi-ratelimit-headers spells them. */
function headersOf(policy: RatePolicy, state: RateState): Record<string, string> {
  return {
    'ratelimit-policy': `"${policy}";q=${state.limit};w=${rateWindowSeconds}`,
    ratelimit: `"${policy}";r=${state.remaining};t=${state.resetSeconds}`,
  };
}

/** Who asks; the site passes its visitors' addresses on. Those who come without one share a budget. */
function clientNamed({ clientAddressHeader }: Services, headers: Headers): string {
  // Without a proxy that sets the header, as on a developer's machine, anybody could forge it.
  if (clientAddressHeader === undefined) return 'everybody';
  const address = headers.get(clientAddressHeader);
  return address === null ? 'nobody' : clientOf(address);
}

/** Takes requests from the budget of who asks, for work that costs as much. */
export type Charge = (requests: number) => void;

/** What the middleware hands to the routes. */
export interface RateVariables {
  readonly charge: Charge;
}

/** Counts each request of a client, tells what is left, and refuses what is too much. */
export function rateLimit(services: Services): MiddlewareHandler<{ Variables: RateVariables }> {
  return async (context, next) => {
    const { headers, method } = context.req.raw;
    const policy = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? 'reads' : 'writes';
    const client = clientNamed(services, headers);
    let announced: Record<string, string> = {};
    const charge: Charge = (requests) => {
      const state = services.rates.take(policy, client, services.now().getTime(), requests);
      if (state === undefined) return;
      announced = headersOf(policy, state);
      if (state.isAllowed) return;
      const detail = `More than ${state.limit} ${policy} within ${rateWindowSeconds} seconds.`;
      const retryAfter = { 'retry-after': String(state.resetSeconds) };
      throw new ProblemError('rate-limited', detail, { headers: { ...announced, ...retryAfter } });
    };
    charge(1);
    context.set('charge', charge);
    await next();
    if (context.error !== undefined && context.res.headers.has('ratelimit')) return;
    // Afterwards, so that a 304 and a problem carry them too; a quota of a key is announced beside.
    for (const [name, value] of Object.entries(announced)) context.res.headers.append(name, value);
  };
}
