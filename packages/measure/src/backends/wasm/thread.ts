import { teamBarrier } from '@ridgeline/kernels/wasm/memory-layout';
import type { WasmExports, WasmModuleName } from '@ridgeline/kernels/wasm/wasm-exports';
import type { ProofStep, WasmProblem, WasmWork } from '@ridgeline/kernels/wasm-program';
import { tuneThread } from './autotune.ts';
import { findWasmProgram } from './programs.ts';
import type { FromThread, ThreadPort, ToThread } from './thread-messages.ts';
import { instantiate } from './wasm-modules.ts';

/** The body of every thread of the team: answers messages until the thread is ended. */
export function serveWasmThread(port: ThreadPort): void {
  const thread = new TeamThread();
  port.listen((message) => {
    let answer: FromThread;
    try {
      answer = thread.handle(message as ToThread);
    } catch (error) {
      answer = { type: 'failed', reason: error instanceof Error ? error.message : `${error}` };
    }
    port.post(answer);
  });
}

class TeamThread {
  #index = 0;
  #threads = 1;
  #modules: ReadonlyMap<WasmModuleName, WebAssembly.Module> = new Map();
  #wasm: WasmExports | undefined;
  #work: WasmWork | undefined;

  handle(message: ToThread): FromThread {
    switch (message.type) {
      case 'start':
        this.#index = message.index;
        this.#modules = message.modules;
        return { type: 'done' };
      case 'tune':
        return {
          type: 'done',
          tuned: tuneThread(this.#modules, message.memory, message.seconds),
        };
      case 'prepare':
        this.#prepare(message.memory, message.problem, message.addresses);
        return { type: 'done' };
      case 'execute':
        return { type: 'done', seconds: this.#execute(message.times) };
      case 'prove':
        return { type: 'done', digests: this.#prove(message.step) };
      default:
        return message satisfies never;
    }
  }

  #prepare(memory: WebAssembly.Memory, problem: WasmProblem, addresses: readonly number[]): void {
    const program = findWasmProgram(problem.kernel, problem.dtype);
    const module = this.#modules.get(problem.tuning.module);
    if (program === undefined || module === undefined) {
      throw new Error(`The wasm engine has no program for ${problem.kernel} ${problem.dtype}.`);
    }
    this.#wasm = instantiate(module, memory);
    this.#threads = problem.threads;
    const { buffer } = memory;
    const barrier = () => this.#meet();
    const place = { wasm: this.#wasm, buffer, addresses, index: this.#index, barrier };
    this.#work = program.work(problem, place);
    this.#work.fill();
  }

  #meet(): void {
    this.#wasm?.barrier(teamBarrier, this.#threads);
  }

  /** The whole team begins together, and every thread's clock stops when the last one has ended. */
  #execute(times: number): number {
    if (this.#work === undefined) throw new Error('A problem must be prepared before it is timed.');
    this.#meet();
    const start = performance.now();
    this.#work.run(times);
    this.#meet();
    return (performance.now() - start) / 1000;
  }

  #prove(step: ProofStep): Uint32Array {
    const digests = this.#work?.prove?.(step);
    if (digests === undefined) throw new Error('A problem that takes challenges is not prepared.');
    return digests;
  }
}
