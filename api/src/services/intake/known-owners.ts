import type { Store } from '../../db/store.ts';
import { BoundedMap } from '../bounded-map.ts';

const rememberedOwners = 10_000;

/** Owners with a stored run. One stays known, so an isolate asks the store about each but once. */
export class KnownOwners {
  readonly #store: Pick<Store, 'hasRunOf'>;
  readonly #known = new BoundedMap<string, true>(rememberedOwners);

  constructor(store: Pick<Store, 'hasRunOf'>) {
    this.#store = store;
  }

  async has(owner: string): Promise<boolean> {
    if (this.#known.get(owner) === true) return true;
    const hasRun = await this.#store.hasRunOf(owner);
    if (hasRun) this.#known.set(owner, true);
    return hasRun;
  }
}
