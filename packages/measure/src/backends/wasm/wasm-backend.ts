import { type TunedRate, tuningName, type WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { WasmProblem } from '@ridgeline/kernels/wasm-program';
import { mostThreads } from '../../room/thread-counts.ts';
import type { Backend, Prepared, PrepareRequest, Probe } from '../backend.ts';
import type { ProofRequest, Prover } from '../prover.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import { Arena } from './arena.ts';
import { tuningBytes } from './autotune.ts';
import { chooseThreads } from './choose-threads.ts';
import { findHostProgram } from './host-programs.ts';
import { prepareOnTeam } from './prepare-on-team.ts';
import { findWasmProgram, whyUnsupported } from './programs.ts';
import { proveOnTeam } from './prove-on-team.ts';
import { Team } from './team.ts';
import type { ThreadHandle } from './thread-messages.ts';
import { compileModules } from './wasm-modules.ts';

/** What the platform lends to the engine. */
export interface WasmBackendOptions {
  readonly id: string;
  /** Numbers of threads to try, the most first. */
  readonly threadCounts: readonly number[];
  /** Starts one thread, whose program calls `serveWasmThread`. */
  startThread(index: number): ThreadHandle;
  /** How the runtime was started, for the record, e.g. `revectorize`. */
  readonly mode?: string;
  /** Skips the search when it was done before. */
  readonly tuning?: WasmTuning;
}

const tuningSeconds = 0.5;

/** The CPU base engine: own Wasm SIMD kernels on a team of threads over one shared memory. */
export class WasmBackend implements Backend {
  readonly id: string;
  readonly deviceKind = 'cpu';
  readonly drawsCurves = true;
  readonly #options: WasmBackendOptions;
  #arena: Arena | undefined;
  #team: Promise<Team> | undefined;
  #tuned: readonly TunedRate[] = [];
  #tuning: WasmTuning | undefined;
  #problem: WasmProblem | undefined;
  /** Threads that are used: all that were started, or the number of them that was fastest. */
  #threads: number;

  constructor(options: WasmBackendOptions) {
    this.#options = options;
    this.id = options.id;
    this.#tuning = options.tuning;
    this.#threads = mostThreads(options.threadCounts);
  }

  /** Every tuning that was tried, best first; empty before the first probe. */
  get tuned(): readonly TunedRate[] {
    return this.#tuned;
  }

  async probe(): Promise<Probe> {
    try {
      this.#team ??= this.#start();
      await this.#team;
    } catch (error) {
      await this.close();
      return { isAvailable: false, reason: error instanceof Error ? error.message : `${error}` };
    }
    const mode = [this.#options.mode, this.#tuning && tuningName(this.#tuning)];
    return {
      isAvailable: true,
      ...runtimeFacts(),
      libraryName: 'ridgeline-wasm',
      libraryVersion: mode.filter((part) => part !== undefined).join(' '),
      api: 'WebAssembly SIMD',
      threads: this.#threads,
      ...(this.#options.threadCounts.length > 1 && { triedThreads: this.#options.threadCounts }),
    };
  }

  supports(kernel: string, dtype: string): boolean {
    return (findWasmProgram(kernel, dtype) ?? findHostProgram(kernel, dtype)) !== undefined;
  }

  whyUnsupported(kernel: string, dtype: string): string | undefined {
    return whyUnsupported(kernel, dtype);
  }

  async prepare(request: PrepareRequest): Promise<Prepared> {
    const [team, tuning, arena] = [await this.#team, this.#tuning, this.#arena];
    if (!team || !tuning || !arena) {
      throw new Error(`The wasm engine cannot run ${request.kernel.id}: probe it first.`);
    }
    const onHost = findHostProgram(request.kernel.id, request.dtype);
    if (onHost !== undefined) return onHost.prepare(request);
    const { kernel, ...rest } = request;
    const problem = { ...rest, kernel: kernel.id, threads: this.#threads, tuning };
    this.#problem = problem;
    const prepared = await prepareOnTeam(team, arena, problem);
    const current = () => {
      if (this.#problem === problem) return prepared;
      throw new Error('The wasm engine holds one problem at a time, and another took its place.');
    };
    return {
      variant: prepared.variant,
      execute: async (times) => current().execute(times),
      readOutput: async (from, count) => current().readOutput(from, count),
      // Wasm memory cannot be given back: the next problem takes this one's place.
      dispose: async () => {
        if (this.#problem === problem) this.#problem = undefined;
      },
    };
  }

  async prove(request: ProofRequest): Promise<Prover> {
    const [team, tuning, arena] = [await this.#team, this.#tuning, this.#arena];
    if (!team || !tuning || !arena) throw new Error('Probe the wasm engine before it proves.');
    this.#problem = undefined;
    return proveOnTeam({ team, arena, tuning, threads: this.#threads }, request);
  }

  async close(): Promise<void> {
    const team = this.#team;
    this.#team = undefined;
    this.#arena = undefined;
    await team?.then(
      (started) => started.terminate(),
      () => undefined,
    );
  }

  async #start(): Promise<Team> {
    const modules = await compileModules();
    if (modules.size === 0) {
      throw new Error('This JavaScript engine has no WebAssembly SIMD with shared memory.');
    }
    const arena = new Arena();
    this.#arena = arena;
    const { threadCounts } = this.#options;
    const team = new Team(
      Array.from({ length: mostThreads(threadCounts) }, (_, index) =>
        this.#options.startThread(index),
      ),
    );
    try {
      await team.ask((index) => ({ type: 'start', index, modules }));
      this.#tuning ??= await this.#tune(team, arena);
      this.#threads = await chooseThreads(threadCounts, { team, arena, tuning: this.#tuning });
    } catch (error) {
      await team.terminate();
      throw error;
    }
    return team;
  }

  async #tune(team: Team, arena: Arena): Promise<WasmTuning> {
    arena.reserve(tuningBytes);
    const { memory } = arena;
    const [answer] = await team.ask(() => ({ type: 'tune', memory, seconds: tuningSeconds }), 1);
    this.#tuned = answer?.type === 'done' ? (answer.tuned ?? []) : [];
    const [fastest] = this.#tuned;
    if (fastest === undefined) {
      throw new Error('No variant of the matrix multiply gave the exact product of integers.');
    }
    return fastest.tuning;
  }
}
