import { BoundedMap } from './bounded-map.ts';

/** A class of requests that is counted by itself. */
export type RatePolicy = 'reads' | 'writes';

/** Requests of one client per window, by policy; a policy without a limit is not counted. */
export type RateLimits = Readonly<Partial<Record<RatePolicy, number>>>;

/** Where a client stands after a request. */
export interface RateState {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Requests that are left in this window. */
  readonly remaining: number;
  readonly resetSeconds: number;
}

export const rateWindowSeconds = 60;

/** Clients that one isolate remembers; the address of one is forgotten with its window or before. */
const rememberedClients = 20_000;

/**
 * Counts requests in fixed windows, in the memory of the isolate. Cloudflare's own binding tells only
 * yes or no, so what it counts cannot be announced; isolates do not share counts, so a client that is
 * spread over several gets the announced limit from each.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #windows = new BoundedMap<string, { endsAt: number; count: number }>(rememberedClients);

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** Counts a request, or one that costs as much as several; undefined where the policy has no limit. */
  take(
    policy: RatePolicy,
    client: string,
    nowMilliseconds: number,
    requests = 1,
  ): RateState | undefined {
    const limit = this.#limits[policy];
    if (limit === undefined) return undefined;
    const key = `${policy} ${client}`;
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAt <= nowMilliseconds) {
      window = { endsAt: nowMilliseconds + rateWindowSeconds * 1000, count: 0 };
      this.#windows.set(key, window);
    }
    window.count += requests;
    return {
      isAllowed: window.count <= limit,
      limit,
      remaining: Math.max(0, limit - window.count),
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - nowMilliseconds) / 1000)),
    };
  }
}
