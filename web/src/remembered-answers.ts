interface Remembered {
  readonly text: string;
  readonly at: number;
}

/** UTF-16 code units of all that one isolate remembers. */
const rememberedLength = 8_000_000;

/** Milliseconds for which an address that failed is not asked again: each try may take seconds. */
const pauseMilliseconds = 5000;

/** The last good answers of the API by address, for the time in which it has none. Bounded by their size. */
export class RememberedAnswers {
  readonly #answers = new Map<string, Remembered>();
  readonly #failedAt = new Map<string, number>();
  #length = 0;

  /** Whether the address failed a moment ago. */
  hasJustFailed(address: string): boolean {
    return Date.now() - (this.#failedAt.get(address) ?? -Infinity) < pauseMilliseconds;
  }

  /** What an address answered last, and seconds since then. */
  find(address: string): { text: string; ageSeconds: number } | undefined {
    const known = this.#answers.get(address);
    if (known === undefined) return undefined;
    return { text: known.text, ageSeconds: Math.round((Date.now() - known.at) / 1000) };
  }

  fail(address: string): void {
    this.#failedAt.delete(address);
    this.#failedAt.set(address, Date.now());
    if (this.#failedAt.size > 1000) this.#failedAt.delete(oldestOf(this.#failedAt));
  }

  keep(address: string, text: string): void {
    this.#forget(address);
    this.#failedAt.delete(address);
    if (text.length > rememberedLength / 4) return;
    this.#answers.set(address, { text, at: Date.now() });
    this.#length += address.length + text.length;
    while (this.#length > rememberedLength) this.#forget(oldestOf(this.#answers));
  }

  #forget(address: string): void {
    const known = this.#answers.get(address);
    if (known === undefined) return;
    this.#answers.delete(address);
    this.#length -= address.length + known.text.length;
  }
}

/** A Map iterates in order of insertion. */
function oldestOf(map: ReadonlyMap<string, unknown>): string {
  const [oldest = ''] = map.keys();
  return oldest;
}
