/// <reference types="node" />

import type { WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { Backend, BackendFacts, Prepared, PrepareRequest, Probe } from '../backend.ts';
import type { ProofRequest, Prover } from '../prover.ts';
import { EngineProcess } from './engine-process.ts';
import { findHostProgram } from './host-programs.ts';
import { findWasmProgram, whyUnsupported } from './programs.ts';

/** Options of {@link createNodeWasmBackend}. */
export interface NodeWasmBackendOptions {
  /** `wasm`, or the id of another software path with its own number of threads. */
  readonly id: string;
  /** Numbers of threads to try, the most first. */
  readonly threadCounts: readonly number[];
  /**
   * False for a second engine beside the first: what the host itself does would be measured twice, and
   * so would its caches.
   */
  readonly hasHostPrograms?: boolean;
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
}

/** The fastest way on this machine: found once, on one thread, for every engine of this process. */
interface Choice {
  readonly mode: Mode;
  readonly tuning: WasmTuning;
  readonly computeFlopsPerSecond: number;
}

const choices = new Map<string, Promise<Choice>>();

/**
 * The CPU base engine in Node: in a process of its own, because V8 options hold for a whole process
 * and an experimental one may crash it. The mode whose verified matrix multiply is fastest is kept.
 */
export function createNodeWasmBackend(options: NodeWasmBackendOptions): Backend {
  let opened: Promise<OpenEngine> | undefined;
  return {
    id: options.id,
    deviceKind: 'cpu',
    drawsCurves: options.hasHostPrograms !== false,
    async probe(): Promise<Probe> {
      opened ??= openFastest(options);
      try {
        return (await opened).facts;
      } catch (error) {
        opened = undefined;
        return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
      }
    },
    supports: (kernel, dtype) =>
      findWasmProgram(kernel, dtype) !== undefined ||
      (options.hasHostPrograms !== false && findHostProgram(kernel, dtype) !== undefined),
    whyUnsupported,
    async prepare(request): Promise<Prepared> {
      opened ??= openFastest(options);
      // An engine that died took its problem with it; the next one gets a fresh engine.
      if (!(await opened).process.isAlive) opened = openFastest(options);
      return await prepare((await opened).process, request);
    },
    async prove(request): Promise<Prover> {
      opened ??= openFastest(options);
      if (!(await opened).process.isAlive) opened = openFastest(options);
      return await prove((await opened).process, request);
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
  const { variant, reachedSize } = await engine.ask({ type: 'prepare', problem });
  return {
    variant,
    ...(reachedSize !== undefined && { reachedSize }),
    execute: (times) => engine.ask({ type: 'execute', times }),
    readOutput: (from, count) => engine.ask({ type: 'read', from, count }),
    // The engine's next problem takes this one's place.
    async dispose() {},
  };
}

async function prove(engine: EngineProcess, request: ProofRequest): Promise<Prover> {
  await engine.ask({ type: 'prove', request });
  return {
    rehearse: () => engine.ask({ type: 'rehearse' }),
    fill: (seed) => engine.ask({ type: 'fill', seed }),
    compute: (start) => engine.ask({ type: 'compute', start }),
    open: (picks) => engine.ask({ type: 'openLeaves', picks }),
    async dispose() {},
  };
}

function modes(): readonly Mode[] {
  const major = Number.parseInt(process.versions.node, 10);
  // Node 22 knows the option but makes slower code with it; other architectures have no wider SIMD.
  return process.arch === 'x64' && major >= 24 ? [revectorizeMode, plainMode] : [plainMode];
}

async function openFastest(options: NodeWasmBackendOptions): Promise<OpenEngine> {
  const key = options.entry.href;
  const choosing = choices.get(key) ?? choose(options.entry);
  choices.set(key, choosing);
  try {
    const { mode, tuning } = await choosing;
    const engine = new EngineProcess(options.entry, mode.nodeOptions);
    return await open(engine, options.threadCounts, mode, tuning);
  } catch (error) {
    choices.delete(key);
    throw error;
  }
}

/** Tunes one thread in each mode, one after the other; a mode that fails is left out. */
async function choose(entry: URL): Promise<Choice> {
  const tried: Choice[] = [];
  let reason: unknown;
  for (const mode of modes()) {
    const engine = new EngineProcess(entry, mode.nodeOptions);
    try {
      const { probe, tuned } = await engine.ask({
        type: 'open',
        threadCounts: [1],
        mode: mode.name,
      });
      if (!probe.isAvailable) throw new Error(probe.reason);
      tried.push(...tuned.map((rate) => ({ mode, ...rate })));
    } catch (error) {
      reason = error;
    } finally {
      await engine.end();
    }
  }
  const [fastest] = tried.sort((a, b) => b.computeFlopsPerSecond - a.computeFlopsPerSecond);
  if (fastest === undefined) throw reason;
  return fastest;
}

async function open(
  engine: EngineProcess,
  threadCounts: readonly number[],
  mode: Mode,
  tuning: WasmTuning,
): Promise<OpenEngine> {
  try {
    const { probe } = await engine.ask({ type: 'open', threadCounts, mode: mode.name, tuning });
    if (!probe.isAvailable) throw new Error(probe.reason);
    return { process: engine, facts: probe };
  } catch (error) {
    await engine.end();
    throw error;
  }
}
