import { partOf, teamBarrier } from '@ridgeline/kernels/wasm/memory-layout';
import type { WasmExports, WasmModuleName } from '@ridgeline/kernels/wasm/wasm-exports';
import type { WasmProblem, WasmThread, WasmWork } from '@ridgeline/kernels/wasm-program';
import type { ProofStep, WasmProofProblem } from '@ridgeline/kernels/wasm-proof';
import { failureOf } from '../../failure.ts';
import { tuneThread } from './autotune.ts';
import { findWasmProgram, findWasmProof } from './programs.ts';
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
      answer = { type: 'failed', ...failureOf(error) };
    }
    port.post(answer);
  });
}

const pageBytes = 4096;

class TeamThread {
  #index = 0;
  #threads = 1;
  #modules: ReadonlyMap<WasmModuleName, WebAssembly.Module> = new Map();
  #wasm: WasmExports | undefined;
  #work: WasmWork | undefined;
  #proof: ((step: ProofStep) => void) | undefined;

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
        this.#prove(message.step);
        return { type: 'done' };
      case 'prepare-proof':
        this.#prepareProof(message.memory, message.problem, message.addresses);
        return { type: 'done' };
      default:
        return message satisfies never;
    }
  }

  #prepare(memory: WebAssembly.Memory, problem: WasmProblem, addresses: readonly number[]): void {
    const program = findWasmProgram(problem.kernel, problem.dtype);
    if (program === undefined) throw new Error(noProgram(problem));
    this.#work = program.work(problem, this.#place(memory, problem, addresses));
    this.#work.fill();
  }

  #prepareProof(
    memory: WebAssembly.Memory,
    problem: WasmProofProblem,
    addresses: readonly number[],
  ): void {
    const proof = findWasmProof(problem.kernel, problem.dtype);
    if (proof === undefined) throw new Error(noProgram(problem));
    this.#proof = proof.work(problem, this.#place(memory, problem, addresses));
    // Memory is given when it is first written, which is not the time of what is proved.
    for (const [position, bytes] of proof.lengths(problem).entries()) {
      const { count, from } = partOf(bytes, pageBytes, this.#index, this.#threads);
      const touched = new Uint8Array(memory.buffer, (addresses[position] ?? 0) + from, count);
      for (let at = 0; at < count; at += pageBytes) touched[at] = touched[at] ?? 0;
    }
  }

  #place(
    memory: WebAssembly.Memory,
    problem: WasmProblem,
    addresses: readonly number[],
  ): WasmThread {
    const module = this.#modules.get(problem.tuning.module);
    if (module === undefined) throw new Error(noProgram(problem));
    this.#wasm = instantiate(module, memory);
    this.#threads = problem.threads;
    const barrier = () => this.#meet();
    return { wasm: this.#wasm, buffer: memory.buffer, addresses, index: this.#index, barrier };
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

  #prove(step: ProofStep): void {
    if (this.#proof === undefined) throw new Error('No challenge is prepared.');
    this.#proof(step);
  }
}

function noProgram({ dtype, kernel }: WasmProblem): string {
  return `The wasm engine has no program for ${kernel} ${dtype}.`;
}
