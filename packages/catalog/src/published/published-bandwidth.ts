/** A memory bandwidth that someone else measured and published. */
export interface PublishedBandwidth {
  /** Device as the source names it. */
  readonly device: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  readonly benchmark: string;
  /** What the benchmark counts: read, copy, triad, or derived from another rate. */
  readonly metric: string;
  readonly bandwidthBytesPerSecond: number;
  readonly runtime?: string;
  readonly source: string;
  readonly note?: string;
}
