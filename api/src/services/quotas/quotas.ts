import { ProblemError } from '../../problems.ts';
import { toHex } from '../base64url.ts';
import { networkOf } from './network-of.ts';
import type { QuotaCounter } from './quota-windows.ts';

const hour = 3600;
const day = 86_400;

/** What is counted, for how long, and in words. */
const policies = {
  'unsigned-runs': { windowSeconds: day, words: 'unsigned runs of one network within a day' },
  runs: { windowSeconds: day, words: 'runs of one network within a day' },
  'new-keys': { windowSeconds: day, words: 'new keys of one network within a day' },
  'network-challenges': { windowSeconds: hour, words: 'challenges of one network within an hour' },
  'key-challenges': { windowSeconds: hour, words: 'challenges of one key within an hour' },
} as const;

export type QuotaPolicy = keyof typeof policies;

/** How many of each; what has no limit is not counted. */
export type QuotaLimits = Readonly<Partial<Record<QuotaPolicy, number>>>;

interface QuotaOptions {
  readonly limits: QuotaLimits;
  readonly counter: QuotaCounter;
  /** Keys the names of networks: without it nobody can tell an address from one. */
  readonly secret: string;
  readonly clientAddressHeader: string | undefined;
  now(): Date;
}

/** What a network may do in a day, counted in one place for all isolates. */
export class Quotas {
  readonly #options: QuotaOptions;

  constructor(options: QuotaOptions) {
    this.#options = options;
  }

  /**
   * Name of the network that a request comes from: an HMAC of its /24 or /48 whose salt is the month's, so
   * that nothing ties the names of two months together. Undefined where no proxy tells the address.
   */
  async networkOf(headers: Headers): Promise<string | undefined> {
    const { clientAddressHeader, now } = this.#options;
    const address = clientAddressHeader === undefined ? null : headers.get(clientAddressHeader);
    if (address === null) return undefined;
    return this.#nameOf(`${now().toISOString().slice(0, 7)} ${networkOf(address)}`);
  }

  /**
   * Count one more thing of a request's network, or of `subject`.
   * @throws ProblemError `rate-limited` when it is one too many
   */
  async take(policy: QuotaPolicy, headers: Headers, subject?: string): Promise<void> {
    const { counter, limits } = this.#options;
    const limit = limits[policy];
    if (limit === undefined) return;
    const name = subject ?? (await this.networkOf(headers)) ?? 'everybody';
    const { windowSeconds, words } = policies[policy];
    const { isAllowed, resetSeconds } = await counter.count(name, { policy, limit, windowSeconds });
    if (isAllowed) return;
    throw new ProblemError('rate-limited', `More than ${limit} ${words}.`, {
      headers: {
        'retry-after': String(resetSeconds),
        'ratelimit-policy': `"${policy}";q=${limit};w=${windowSeconds}`,
        ratelimit: `"${policy}";r=0;t=${resetSeconds}`,
      },
    });
  }

  async #nameOf(text: string): Promise<string> {
    const encoder = new TextEncoder();
    const secret = encoder.encode(`network\0${this.#options.secret}`);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
    const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(text));
    return toHex(new Uint8Array(mac).subarray(0, 16));
  }
}
