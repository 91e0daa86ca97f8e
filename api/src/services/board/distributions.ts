import { suiteId } from '@ridgeline/kernels/suite';
import type { DistributionRow } from '../../db/queries/read-distributions.ts';
import type { Store } from '../../db/store.ts';
import { BoundedMap } from '../bounded-map.ts';

/** One more run among thousands hardly moves a quantile; shared caches keep a page half as long. */
const trustedMilliseconds = 60_000;
const rememberedDevices = 512;

interface Remembered {
  readonly at: number;
  readonly writeCount: number;
  readonly rows: readonly DistributionRow[];
}

/**
 * How the runs of each device spread. It costs what the device has runs, so an isolate remembers it for
 * a minute, or until it writes something itself.
 */
export class Distributions {
  readonly #store: Pick<Store, 'readDistributions' | 'writeCount'>;
  readonly #devices = new BoundedMap<string, Remembered>(rememberedDevices);

  constructor(store: Pick<Store, 'readDistributions' | 'writeCount'>) {
    this.#store = store;
  }

  /** Quantiles of every path and peak of a device. */
  async read(slug: string): Promise<readonly DistributionRow[]> {
    const [at, writeCount] = [Date.now(), this.#store.writeCount()];
    const known = this.#devices.get(slug);
    const isRecent = known !== undefined && at - known.at < trustedMilliseconds;
    if (isRecent && known.writeCount === writeCount) return known.rows;
    const rows = await this.#store.readDistributions(suiteId, slug);
    this.#devices.set(slug, { at, writeCount, rows });
    return rows;
  }
}
