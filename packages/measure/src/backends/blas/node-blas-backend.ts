/// <reference types="node" />
import { fillInput, inputSeed } from '@ridgeline/kernels/input-values';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import type { Backend, Prepared, PrepareRequest, Probe } from '../backend.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import { proveOnHost } from '../wasm/proving-team.ts';
import { type BlasLibrary, blasLibraries } from './blas-libraries.ts';

/** What the package `koffi` exports, as far as it is used. */
interface Koffi {
  load(file: string): { func(declaration: string): (...values: unknown[]) => unknown };
}

/** Options of {@link createNodeBlasBackend}. */
export interface NodeBlasBackendOptions {
  readonly threads: number;
  /** The file of `node-engine.ts`, whose threads draw and hash what is proved. */
  readonly wasmEngine: URL;
  /** Loads the package `koffi`. */
  load(): Promise<unknown>;
}

type Sgemm = (
  ...values: readonly [
    ...[order: number, transposeA: number, transposeB: number, m: number, n: number, k: number],
    ...[alpha: number, a: Float32Array, strideA: number, b: Float32Array, strideB: number],
    ...[beta: number, c: Float32Array, strideC: number],
  ]
) => void;

interface LoadedBlas {
  readonly library: BlasLibrary;
  readonly sgemm: Sgemm;
  readonly version: string | undefined;
}

const sgemmDeclaration =
  'void cblas_sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha, const float *a, int strideA, const float *b, int strideB, float beta, float *c, int strideC)';

const rowMajor = 101;
const notTransposed = 111;

/**
 * The system's BLAS (Accelerate, MKL, OpenBLAS) as a software path of its own: detected, never
 * required. It belongs in a process of its own, because its idle threads spin for a while.
 */
export function createNodeBlasBackend(options: NodeBlasBackendOptions): Backend {
  let loaded: Promise<LoadedBlas> | undefined;
  return {
    id: 'blas',
    deviceKind: 'cpu',
    async probe(): Promise<Probe> {
      loaded ??= loadBlas(options);
      try {
        const { library, version } = await loaded;
        return {
          isAvailable: true,
          ...runtimeFacts(),
          libraryName: library.title,
          ...(version !== undefined && { libraryVersion: version }),
          api: 'CBLAS',
          threads: options.threads,
        };
      } catch (error) {
        loaded = undefined;
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) => kernel === 'matmul' && dtype === 'f32',
    async prepare(request) {
      loaded ??= loadBlas(options);
      return prepareMatmul((await loaded).sgemm, request);
    },
    async prove(request) {
      loaded ??= loadBlas(options);
      const { sgemm } = await loaded;
      return proveOnHost(options, request, ({ a, b, buffer, c }) => {
        const n = request.counts.places;
        const at = (address: number) => new Float32Array(buffer, address, n * n);
        sgemm(
          ...([rowMajor, notTransposed, notTransposed, n, n, n] as const),
          ...([1, at(a), n, at(b), n, 0, at(c), n] as const),
        );
      });
    },
    async close() {
      loaded = undefined;
    },
  };
}

function prepareMatmul(sgemm: Sgemm, { size, seed, values }: PrepareRequest): Prepared {
  const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
  const a = fillInput(new Float32Array(m * k), inputSeed(seed, 0), values);
  const b = fillInput(new Float32Array(k * n), inputSeed(seed, 1), values);
  const c = new Float32Array(m * n).fill(-1);
  const multiply = () =>
    sgemm(
      ...([rowMajor, notTransposed, notTransposed, m, n, k] as const),
      ...([1, a, k, b, n, 0, c, n] as const),
    );
  return {
    async execute(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) multiply();
      return { seconds: (performance.now() - start) / 1000 };
    },
    readOutput: async (from, count) => c.subarray(from, from + count),
    async dispose() {},
  };
}

async function loadBlas({ load, threads }: NodeBlasBackendOptions): Promise<LoadedBlas> {
  const koffi = await loadKoffi(load);
  const here = blasLibraries.filter(({ platform }) => platform === process.platform);
  for (const library of here) {
    // The library reads it when it is loaded; later it is too late.
    process.env[library.threadsVariable] = `${threads}`;
    try {
      const { func } = bind(koffi, library.file);
      const sgemm = func(sgemmDeclaration) as Sgemm;
      const describe = library.configFunction && func(`const char *${library.configFunction}()`);
      const version = describe ? `${describe()}` : undefined;
      return { library, sgemm, version };
    } catch {
      // Not here, or built without CBLAS: the next may be.
    }
  }
  const names = [...new Set(here.map(({ title }) => title))].join(', ') || 'none known';
  throw new Error(
    `No system BLAS was found (${names}). On Debian and Ubuntu: apt install libopenblas0-pthread.`,
  );
}

function bind(koffi: Koffi, file: string): ReturnType<Koffi['load']> {
  const library = koffi.load(file);
  return { func: (declaration) => library.func(declaration) };
}

async function loadKoffi(load: () => Promise<unknown>): Promise<Koffi> {
  const module = (await load()) as { default?: Koffi } & Partial<Koffi>;
  const koffi = module.default ?? module;
  if (typeof koffi.load === 'function') return koffi as Koffi;
  throw new Error('The installed koffi has no load(): update it with npm install koffi@latest');
}
