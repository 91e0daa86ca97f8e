/// <reference types="node" />
import type { Backend, BackendFacts, Prepared, PrepareRequest, Probe } from '../backend.ts';
import { EngineProcess } from './engine-process.ts';
import { findWasmProgram } from './programs.ts';

/** Options of {@link createNodeWasmBackend}. */
export interface NodeWasmBackendOptions {
  /** `wasm`, or the id of another software path with its own number of threads. */
  readonly id: string;
  readonly title: string;
  readonly threads: number;
  /** The file of `node-engine.ts`, or of its bundle. */
  readonly entry: URL;
}

/** A way to start Node for the engine. */
interface Mode {
  readonly name: string;
  readonly nodeOptions: readonly string[];
}

const plainMode: Mode = { name: 'default', nodeOptions: [] };

/** V8 joins pairs of 128-bit operations into AVX2; experimental, hence a process of its own. */
const revectorizeMode: Mode = {
  name: 'revectorize',
  nodeOptions: ['--experimental-wasm-revectorize'],
};

interface OpenEngine {
  readonly process: EngineProcess;
  readonly facts: BackendFacts;
  readonly bestRate: number;
}

/**
 * The CPU base engine in Node: in a process of its own, because V8 options hold for a whole process
 * and an experimental one may crash it. The mode whose verified matrix multiply is fastest is kept.
 */
export function createNodeWasmBackend(options: NodeWasmBackendOptions): Backend {
  let opened: Promise<OpenEngine> | undefined;
  return {
    id: options.id,
    title: options.title,
    deviceKind: 'cpu',
    async probe(): Promise<Probe> {
      opened ??= openFastest(options);
      try {
        return (await opened).facts;
      } catch (error) {
        opened = undefined;
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) => findWasmProgram(kernel, dtype) !== undefined,
    async prepare(request): Promise<Prepared> {
      opened ??= openFastest(options);
      return await prepare((await opened).process, request);
    },
    async close() {
      const engine = opened;
      opened = undefined;
      await engine?.then(
        ({ process }) => process.end(),
        () => undefined,
      );
    },
  };
}

async function prepare(engine: EngineProcess, request: PrepareRequest): Promise<Prepared> {
  const { kernel, ...rest } = request;
  const problem = { ...rest, kernel: kernel.id };
  const { variant } = await engine.ask({ type: 'prepare', problem });
  return {
    variant,
    execute: (times) => engine.ask({ type: 'execute', times }),
    readOutput: (from, count) => engine.ask({ type: 'read', from, count }),
    // The engine's next problem takes this one's place.
    async dispose() {},
  };
}

function modes(): readonly Mode[] {
  const major = Number.parseInt(process.versions.node, 10);
  // Node 22 knows the option but makes slower code with it; other architectures have no wider SIMD.
  return process.arch === 'x64' && major >= 24 ? [revectorizeMode, plainMode] : [plainMode];
}

async function openFastest(options: NodeWasmBackendOptions): Promise<OpenEngine> {
  let fastest: OpenEngine | undefined;
  let reason: unknown;
  for (const mode of modes()) {
    try {
      const engine = await open(options, mode);
      const [kept, other] =
        fastest !== undefined && fastest.bestRate >= engine.bestRate
          ? [fastest, engine]
          : [engine, fastest];
      fastest = kept;
      await other?.process.end();
    } catch (error) {
      reason = error;
    }
  }
  if (fastest === undefined) throw reason;
  return fastest;
}

async function open(options: NodeWasmBackendOptions, mode: Mode): Promise<OpenEngine> {
  const engine = new EngineProcess(options.entry, mode.nodeOptions);
  try {
    const { threads } = options;
    const { probe, tuned } = await engine.ask({ type: 'open', threads, mode: mode.name });
    if (!probe.isAvailable) throw new Error(probe.reason);
    return { process: engine, facts: probe, bestRate: tuned[0]?.computeFlopsPerSecond ?? 0 };
  } catch (error) {
    await engine.end();
    throw error;
  }
}
