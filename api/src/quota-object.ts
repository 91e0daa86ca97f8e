import { countIn, type QuotaRequest, type QuotaWindows } from './services/quotas/quota-windows.ts';

/** What of the runtime's storage is used. */
interface Storage {
  get<T>(key: string): Promise<T | undefined>;
  put(entries: object): Promise<void>;
  setAlarm(at: number): Promise<void>;
  deleteAll(): Promise<void>;
}

/**
 * The counts of one subject: a network's or key's name, as HMAC. The runtime has one object of a name and
 * handles one request of it at a time, so that isolates cannot count past each other.
 */
export class QuotaObject {
  readonly #storage: Storage;
  #windows: QuotaWindows | undefined;

  constructor(state: { readonly storage: Storage }) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    const asked = (await request.json()) as QuotaRequest;
    this.#windows ??= (await this.#storage.get<QuotaWindows>('windows')) ?? {};
    const windows = this.#windows;
    const state = countIn(windows, asked, Date.now());
    if (state.isAllowed) {
      await this.#storage.put({ windows });
      await this.#storage.setAlarm(Math.max(...Object.values(windows).map(({ endsAt }) => endsAt)));
    }
    return Response.json(state);
  }

  /** Nothing of a subject outlasts its last window. */
  async alarm(): Promise<void> {
    this.#windows = {};
    await this.#storage.deleteAll();
  }
}
