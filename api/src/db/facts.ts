/** A row of a committed product with the way from its digest to the committed root. */
export interface Opening {
  readonly repetition: number;
  readonly row: number;
  /** Digests of the rows that share the leaf. */
  readonly digests: string;
  readonly proof: readonly string[];
  /** Root of the pass before and its siblings, where a pass has a key. */
  readonly before?: { readonly root: string; readonly proof: readonly string[] } | undefined;
}
