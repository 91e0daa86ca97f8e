/** An LLM throughput that someone else measured and published. */
export interface PublishedThroughput {
  /** Device as the source names it. */
  readonly device: string;
  readonly vendor: string;
  /** GPU, iGPU, CPU, multi-GPU, SoC, hybrid: as the source counts devices. */
  readonly kind: string;
  /** Runtime and its software path: `CUDA FA`, `Metal`, `llamafile/LocalScore Linux` … */
  readonly backend: string;
  readonly model: string;
  readonly quantization: string;
  readonly promptTokens?: number;
  readonly generatedTokens?: number;
  readonly prefillTokensPerSecond?: number;
  readonly decodeTokensPerSecond?: number;
  /** Memory of the tested device, where the source tells; tells variants of a name apart. */
  readonly memoryBytes?: number;
  readonly source: string;
}
