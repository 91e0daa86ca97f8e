/// <reference types="node" />
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { ChallengeWork } from '@ridgeline/kernels/verification/challenge-kinds';
import type { Prepared } from '../backend.ts';
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
    message = { type: 'failed', reason: error instanceof Error ? error.message : `${error}` };
  }
  process.send?.(message);
}

class EngineServer {
  #backend: WasmBackend | undefined;
  #prepared: Prepared | undefined;

  async answer(request: EngineRequest): Promise<EngineAnswers[keyof EngineAnswers]> {
    switch (request.type) {
      case 'open':
        return await this.#open(request);
      case 'prepare':
        return await this.#prepare(request.problem);
      case 'execute':
        return await this.#current().execute(request.times);
      case 'prove':
        return await this.#prove(request.challenge);
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
      title: 'WebAssembly',
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

  async #prove(challenge: ChallengeWork): Promise<Uint32Array> {
    const digests = await this.#current().prove?.(challenge);
    if (digests === undefined) throw new Error('This problem cannot be proved.');
    return digests;
  }

  #current(): Prepared {
    if (this.#prepared === undefined) throw new Error('No problem is prepared.');
    return this.#prepared;
  }
}

const port = nodeThreadPort();
if (port === undefined) serveEngine();
else serveWasmThread(port);
