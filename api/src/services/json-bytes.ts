/** A value as the bytes of its JSON, written once and sent many times; remembers what it is of. */
export class JsonBytes<T> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Never there: it keeps the bytes of one type from passing for those of another. */
  declare protected readonly value: T;

  constructor(value: T) {
    this.bytes = new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
  }
}
