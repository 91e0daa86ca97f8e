/// <reference types="node" />
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { failureOf } from '../../failure.ts';
import type { Prepared } from '../backend.ts';
import type { ProofRequest, Prover } from '../prover.ts';
import type {
  EngineAnswers,
  EngineProblem,
  EngineReply,
  EngineRequest,
} from './engine-messages.ts';
import { nodeThreadPort, startNodeThread } from './node-threads.ts';
import { serveWasmThread } from './thread.ts';
import { WasmBackend } from './wasm-backend.ts';

// The program of the engine's process and of each of its threads: one file, so that a bundle has to
// carry one more entry only. It does its work when it is started and exports nothing.

/** Answers the agent's requests one after the other; ends with the channel. */
function serveEngine(): void {
  const engine = new EngineServer();
  let last: Promise<void> = Promise.resolve();
  process.on('message', (message) => {
    last = last.then(async () => reply(engine, message as EngineRequest));
  });
  process.on('disconnect', () => process.exit());
  // The terminal sends Ctrl-C to every process; only the agent decides what it means.
  process.on('SIGINT', () => undefined);
}

async function reply(engine: EngineServer, request: EngineRequest): Promise<void> {
  let message: EngineReply;
  try {
    message = { type: 'answer', answer: await engine.answer(request) };
  } catch (error) {
    message = { type: 'failed', ...failureOf(error) };
  }
  process.send?.(message);
}

class EngineServer {
  #backend: WasmBackend | undefined;
  #prepared: Prepared | undefined;
  #prover: Prover | undefined;

  async answer(request: EngineRequest): Promise<EngineAnswers[keyof EngineAnswers]> {
    switch (request.type) {
      case 'open':
        return await this.#open(request);
      case 'prepare':
        return await this.#prepare(request.problem);
      case 'execute':
        return await this.#current().execute(request.times);
      case 'prove':
        return await this.#prove(request.request);
      case 'rehearse':
        await this.#proving().rehearse();
        return undefined;
      case 'fill':
        return await this.#proving().fill(request.seed);
      case 'compute':
        return await this.#proving().compute(request.start);
      case 'openLeaves':
        return await this.#proving().open(request.picks);
      case 'read':
        return await this.#current().readOutput(request.from, request.count);
      default:
        return request satisfies never;
    }
  }

  async #open(request: EngineRequest & { type: 'open' }): Promise<EngineAnswers['open']> {
    const { type: _, ...options } = request;
    const backend = new WasmBackend({
      ...options,
      id: 'wasm',
      startThread: () => startNodeThread(new URL(import.meta.url)),
    });
    this.#backend = backend;
    const probe = await backend.probe();
    return { probe, tuned: backend.tuned };
  }

  async #prepare({ kernel, ...rest }: EngineProblem): Promise<EngineAnswers['prepare']> {
    const spec = findKernelSpec(kernel);
    if (spec === undefined) throw new Error(`There is no kernel "${kernel}".`);
    await this.#prepared?.dispose();
    this.#prepared = await this.#backend?.prepare({ ...rest, kernel: spec });
    const { variant = '', reachedSize } = this.#current();
    return { variant, reachedSize };
  }

  async #prove(request: ProofRequest): Promise<undefined> {
    this.#prover = await this.#backend?.prove(request);
    this.#proving();
    return undefined;
  }

  #proving(): Prover {
    if (this.#prover === undefined) throw new Error('No challenge is prepared.');
    return this.#prover;
  }

  #current(): Prepared {
    if (this.#prepared === undefined) throw new Error('No problem is prepared.');
    return this.#prepared;
  }
}

const port = nodeThreadPort();
if (port === undefined) serveEngine();
else serveWasmThread(port);
