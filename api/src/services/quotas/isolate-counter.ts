import { BoundedMap } from '../bounded-map.ts';
import { countIn, type QuotaCounter, type QuotaWindows } from './quota-windows.ts';

/** Subjects that are remembered; the least recent one is forgotten first. */
const rememberedSubjects = 20_000;

/** Counts in the memory of one isolate: where no Durable Object is bound, as in tests of single parts. */
export class IsolateCounter implements QuotaCounter {
  readonly #subjects = new BoundedMap<string, QuotaWindows>(rememberedSubjects);

  count: QuotaCounter['count'] = async (subject, request) => {
    const windows = this.#subjects.get(subject) ?? {};
    this.#subjects.set(subject, windows);
    return countIn(windows, request, Date.now());
  };
}
