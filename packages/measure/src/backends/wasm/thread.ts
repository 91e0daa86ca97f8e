import type { ChallengeMatmul } from '@ridgeline/kernels/verification/challenge-matmul';
import { tuneThread } from './autotune.ts';
import { teamBarrier } from './memory-layout.ts';
import { findWasmProgram } from './programs.ts';
import { proveOnThread } from './prove-matmul.ts';
import type { FromThread, ThreadPort, ToThread } from './thread-messages.ts';
import { instantiate, type WasmExports, type WasmModuleName } from './wasm-exports.ts';
import type { WasmProblem, WasmThread, WasmWork } from './wasm-program.ts';

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
  #place: WasmThread | undefined;

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
        return { type: 'done', digests: this.#prove(message.challenge) };
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
    this.#place = { wasm: this.#wasm, buffer, addresses, index: this.#index, barrier };
    this.#work = program.work(problem, this.#place);
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

  #prove(challenge: ChallengeMatmul): Uint32Array {
    const [place, work] = [this.#place, this.#work];
    if (!place || !work) throw new Error('A matmul must be prepared before it is proved.');
    const threads = this.#threads;
    return proveOnThread({ ...place, threads, multiply: () => work.run(1) }, challenge);
  }
}
