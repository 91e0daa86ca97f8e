import type { QuotaCounter, QuotaRequest, QuotaState } from './quota-windows.ts';

/** The binding of a Durable Object class, as far as it is used here. */
export interface QuotaNamespace {
  idFromName(name: string): object;
  get(id: object): { fetch(url: string, init: RequestInit): Promise<Response> };
}

/** Counts in a Durable Object for each subject, which every isolate of every place asks. */
export class SharedCounter implements QuotaCounter {
  readonly #namespace: QuotaNamespace;

  constructor(namespace: QuotaNamespace) {
    this.#namespace = namespace;
  }

  async count(subject: string, request: QuotaRequest): Promise<QuotaState> {
    const { limit, policy, windowSeconds } = request;
    const body = JSON.stringify({ limit, policy, windowSeconds });
    const counter = this.#namespace.get(this.#namespace.idFromName(subject));
    const answer = await counter.fetch('https://quotas/', { method: 'POST', body });
    return (await answer.json()) as QuotaState;
  }
}
