import type { Backend, Prepared, PrepareRequest, Probe } from '../backend.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import type { MultiplyElsewhere } from '../wasm/prove-on-team.ts';
import { proveOnHost } from '../wasm/proving-team.ts';
import { encodeOnnxModel, type OnnxType } from './onnx-model.ts';
import { onnxPrograms } from './onnx-operators.ts';

type OnnxArray = Float32Array | Uint8Array | Int32Array;

interface OnnxTensor {
  readonly data: OnnxArray;
}

interface OnnxSession {
  run(
    feeds: { a: OnnxTensor; b?: OnnxTensor },
    fetches: { y: OnnxTensor },
  ): Promise<{ y: OnnxTensor }>;
  release(): Promise<void>;
}

/** What the package `onnxruntime-node` exports, as far as it is used. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options: object): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: string, data: OnnxArray, shape: readonly number[]) => OnnxTensor;
  readonly env: { readonly versions?: { readonly node?: string; readonly common?: string } };
}

/** Options of {@link createNodeOnnxruntimeBackend}. */
export interface NodeOnnxruntimeBackendOptions {
  readonly threads: number;
  /** The file of `node-engine.ts`, whose threads draw and hash what is proved. */
  readonly wasmEngine: URL;
  /** Loads the package `onnxruntime-node`. */
  load(): Promise<unknown>;
}

/**
 * ONNX Runtime's CPU kernels as a software path of its own, where the user has installed the package
 * (288 MB): detected, never required. It belongs in a process of its own, because its threads spin.
 */
export function createNodeOnnxruntimeBackend(options: NodeOnnxruntimeBackendOptions): Backend {
  let loaded: Promise<OnnxRuntime> | undefined;
  return {
    id: 'onnxruntime',
    deviceKind: 'cpu',
    async probe(): Promise<Probe> {
      loaded ??= loadRuntime(options.load);
      try {
        const { env } = await loaded;
        const version = env.versions?.node ?? env.versions?.common;
        return {
          isAvailable: true,
          ...runtimeFacts(),
          libraryName: 'ONNX Runtime',
          ...(version !== undefined && { libraryVersion: version }),
          threads: options.threads,
        };
      } catch (error) {
        loaded = undefined;
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) =>
      onnxPrograms.some((program) => program.kernel === kernel && program.dtype === dtype),
    async prepare(request) {
      loaded ??= loadRuntime(options.load);
      return await prepareSessions(await loaded, request, options.threads);
    },
    async prove(request) {
      loaded ??= loadRuntime(options.load);
      const multiply = await prepareProduct(await loaded, request.counts.places, options.threads);
      return proveOnHost(options, request, multiply);
    },
    async close() {
      loaded = undefined;
    },
  };
}

/** Names of element types in ONNX Runtime's tensors. */
const tensorTypes: Readonly<Record<OnnxType, string>> = {
  f32: 'float32',
  uint8: 'uint8',
  int8: 'int8',
  int32: 'int32',
};

async function prepareSessions(
  runtime: OnnxRuntime,
  request: PrepareRequest,
  threads: number,
): Promise<Prepared> {
  const program = onnxPrograms.find(
    ({ kernel, dtype }) => kernel === request.kernel.id && dtype === request.dtype,
  );
  if (program === undefined) throw new Error(`No operator for ${request.kernel.id}.`);
  const operator = program.operator(request);
  const model = encodeOnnxModel(operator);
  const sessions: OnnxSession[] = [];
  for (let copy = 0; copy < request.copies; copy++) {
    const options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
    sessions.push(await runtime.InferenceSession.create(model, options));
  }
  const a = new runtime.Tensor(
    tensorTypes[operator.inputType],
    program.input(request),
    operator.inputShape,
  );
  const cells = operator.outputShape.reduce((product, size) => product * size, 1);
  // Given beforehand: an answer allocated anew each time would be mostly page faults.
  const answer = operator.outputType === 'int32' ? new Int32Array(cells) : new Float32Array(cells);
  const y = new runtime.Tensor(tensorTypes[operator.outputType], answer, operator.outputShape);
  let next = 0;
  return {
    async execute(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        await sessions[next]?.run({ a }, { y });
        next = (next + 1) % sessions.length;
      }
      return { seconds: (performance.now() - start) / 1000 };
    },
    readOutput: async (from, count) => y.data.subarray(from, from + count),
    async dispose() {
      for (const session of sessions) await session.release();
    },
  };
}

/** A product of two inputs: a constant would have to be loaded anew for each repetition. */
async function prepareProduct(
  runtime: OnnxRuntime,
  n: number,
  threads: number,
): Promise<MultiplyElsewhere> {
  const shape = [n, n];
  const model = encodeOnnxModel({
    ...{ type: 'MatMul', domain: '', integers: {}, inputShape: shape, outputShape: shape },
    ...({ inputType: 'f32', outputType: 'f32' } as const),
    secondInput: { type: 'f32', shape },
    constants: [],
  });
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  const session = await runtime.InferenceSession.create(model, options);
  return async ({ a, b, buffer, c }) => {
    const at = (address: number) =>
      new runtime.Tensor('float32', new Float32Array(buffer, address, n * n), shape);
    await session.run({ a: at(a), b: at(b) }, { y: at(c) });
  };
}

async function loadRuntime(load: () => Promise<unknown>): Promise<OnnxRuntime> {
  const module = (await load()) as { default?: OnnxRuntime } & Partial<OnnxRuntime>;
  const runtime = module.default ?? module;
  if (runtime.InferenceSession === undefined || runtime.Tensor === undefined) {
    throw new Error('The installed onnxruntime-node is of an unknown form: update it.');
  }
  return runtime as OnnxRuntime;
}
