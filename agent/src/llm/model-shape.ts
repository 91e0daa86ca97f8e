/** Architecture of a synthetic llama model. Sizes are in elements. */
export interface ModelShape {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly vocabularySize: number;
  readonly contextTokens: number;
}

/** Ten layers as Llama 3.2 1B has them and a small vocabulary: 0.64 billion parameters. */
export const defaultShape: ModelShape = {
  layers: 10,
  hiddenSize: 2048,
  feedForwardSize: 8192,
  heads: 32,
  keyValueHeads: 8,
  vocabularySize: 8192,
  contextTokens: 1024,
};
