import type { Backend, Prepared, PrepareRequest, Probe } from '../backend.ts';
import { runtimeFacts } from '../runtime-facts.ts';
import { Arena } from './arena.ts';
import { tuningBytes } from './autotune.ts';
import { layOut } from './memory-layout.ts';
import { findWasmProgram } from './programs.ts';
import { Team } from './team.ts';
import type { ThreadHandle } from './thread-messages.ts';
import { type TunedRate, tuningName, type WasmTuning } from './tuning.ts';
import { compileModules } from './wasm-exports.ts';
import type { WasmProblem } from './wasm-program.ts';

/** What the platform lends to the engine. */
export interface WasmBackendOptions {
  readonly id: string;
  readonly title: string;
  readonly threads: number;
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
  readonly title: string;
  readonly deviceKind = 'cpu';
  readonly #options: WasmBackendOptions;
  #arena: Arena | undefined;
  #team: Promise<Team> | undefined;
  #tuned: readonly TunedRate[] = [];
  #tuning: WasmTuning | undefined;
  #problem: WasmProblem | undefined;

  constructor(options: WasmBackendOptions) {
    this.#options = options;
    this.id = options.id;
    this.title = options.title;
    this.#tuning = options.tuning;
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
      threads: this.#options.threads,
    };
  }

  supports(kernel: string, dtype: string): boolean {
    return findWasmProgram(kernel, dtype) !== undefined;
  }

  async prepare(request: PrepareRequest): Promise<Prepared> {
    const program = findWasmProgram(request.kernel.id, request.dtype);
    const [team, tuning, arena] = [await this.#team, this.#tuning, this.#arena];
    if (program === undefined || !team || !tuning || !arena) {
      throw new Error(`The wasm engine cannot run ${request.kernel.id}: probe it first.`);
    }
    const { kernel, ...rest } = request;
    const problem: WasmProblem = { ...rest, kernel: kernel.id, threads: team.count, tuning };
    const { addresses, end } = layOut(arena.base, program.lengths(problem));
    arena.reserve(end);
    const { memory } = arena;
    this.#problem = problem;
    await team.ask(() => ({ type: 'prepare', memory, problem, addresses }));
    const assertCurrent = () => {
      if (this.#problem === problem) return;
      throw new Error('The wasm engine holds one problem at a time, and another took its place.');
    };
    return {
      variant: tuningName(tuning),
      async execute(times) {
        assertCurrent();
        const [first] = await team.ask(() => ({ type: 'execute', times }));
        if (first?.type !== 'done' || first.seconds === undefined) {
          throw new Error('The engine gave no time.');
        }
        return { seconds: first.seconds };
      },
      async readOutput(from, count) {
        assertCurrent();
        const answer = program.answer(problem, memory.buffer, addresses);
        return Array.from({ length: count }, (_, i) => answer[from + i] ?? Number.NaN);
      },
      // Wasm memory cannot be given back: the next problem takes this one's place.
      dispose: async () => {
        if (this.#problem === problem) this.#problem = undefined;
      },
    };
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
    if (globalThis.crossOriginIsolated === false) {
      throw new Error('The page is not cross-origin isolated, so threads cannot share memory.');
    }
    const modules = await compileModules();
    if (modules.size === 0) {
      throw new Error('This JavaScript engine has no WebAssembly SIMD with shared memory.');
    }
    const arena = new Arena();
    this.#arena = arena;
    const { threads } = this.#options;
    const team = new Team(
      Array.from({ length: threads }, (_, index) => this.#options.startThread(index)),
    );
    try {
      await team.ask((index) => ({ type: 'start', index, threads, modules }));
      if (this.#tuning === undefined) await this.#tune(team, arena);
    } catch (error) {
      await team.terminate();
      throw error;
    }
    return team;
  }

  async #tune(team: Team, arena: Arena): Promise<void> {
    arena.reserve(tuningBytes);
    const { memory } = arena;
    const [answer] = await team.ask(() => ({ type: 'tune', memory, seconds: tuningSeconds }), 1);
    this.#tuned = answer?.type === 'done' ? (answer.tuned ?? []) : [];
    this.#tuning = this.#tuned[0]?.tuning;
    if (this.#tuning === undefined) {
      throw new Error('No variant of the matrix multiply gave the exact product of integers.');
    }
  }
}
