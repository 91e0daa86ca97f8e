/** A token's number; the library brands it, we do not. */
type Token = number;

interface EvaluateOptions {
  readonly temperature: number;
  readonly yieldEogToken: true;
}

/** One conversation's place in a context. */
export interface RuntimeSequence {
  clearHistory(): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly Token[]): Promise<void>;
  evaluate(tokens: readonly Token[], options: EvaluateOptions): AsyncGenerator<Token, void, void>;
  evaluateWithMetadata(
    tokens: readonly Token[],
    metadata: { readonly confidence: true },
    options: EvaluateOptions,
  ): AsyncGenerator<{ readonly confidence: number }, void, void>;
}

export interface RuntimeContext {
  getSequence(): RuntimeSequence;
  dispose(): Promise<void>;
}

export interface RuntimeModel {
  createContext(options: {
    readonly contextSize: number;
    readonly batchSize: number;
    readonly threads: number;
  }): Promise<RuntimeContext>;
}

export interface Runtime {
  /** `false` when everything runs on the CPU. */
  readonly gpu: string | false;
  readonly cpuMathCores: number;
  readonly systemInfo: string;
  readonly llamaCppRelease: { readonly release: string };
  getGpuDeviceNames(): Promise<readonly string[]>;
  loadModel(options: {
    readonly modelPath: string;
    readonly useMmap: boolean;
    readonly gpuLayers: 'max' | 0;
  }): Promise<RuntimeModel>;
  dispose(): Promise<void>;
}

/** The part of node-llama-cpp that is used, with types of our own: it is not among our packages. */
export interface RuntimeLibrary {
  getLlama(options: {
    readonly gpu: 'cuda' | 'vulkan' | 'metal' | false;
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logLevel: 'error';
    readonly logger: (level: string, message: string) => void;
  }): Promise<Runtime>;
}

/** Loads the library from the address that `findRuntime` gave. */
export async function loadRuntimeLibrary(entry: string): Promise<RuntimeLibrary> {
  const library: Partial<RuntimeLibrary> = await import(entry);
  const { getLlama } = library;
  if (getLlama === undefined) throw new Error(`${entry} exports no getLlama.`);
  return { getLlama };
}
