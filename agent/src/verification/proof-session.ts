import type { Backend } from '@ridgeline/measure/backends/backend';
import type { Prover } from '@ridgeline/measure/backends/prover';
import { nodeAdapters } from '@ridgeline/measure/node-host';
import { createBackends } from '../processes/node-backends.ts';
import type { ProofAnswers, ProofStep } from './proof-messages.ts';

type Step<S extends ProofStep['step']> = ProofStep & { step: S };

/** What a backend's own process does of a proof: it prepares, computes, and opens what was drawn. */
export class ProofSession {
  #backend: Backend | undefined;
  #prover: Prover | undefined;

  /** @throws Error with the reason why the path cannot be proved */
  answer(request: ProofStep): Promise<ProofAnswers[keyof ProofAnswers]> {
    switch (request.step) {
      case 'prepare':
        return this.#prepare(request);
      case 'compute':
        return this.#current().compute(request.start);
      case 'open':
        return this.#current().open(request.picks);
      default:
        return request satisfies never;
    }
  }

  async #prepare(request: Step<'prepare'>): Promise<ProofAnswers['prepare']> {
    const { deviceName, seed } = request;
    this.#backend ??= await createBackend(request.backend, deviceName);
    const backend = this.#backend;
    const probe = await backend.probe();
    if (!probe.isAvailable) throw new Error(probe.reason);
    if (deviceName !== undefined && probe.adapter?.name.trim() !== deviceName) {
      throw new Error(`it runs on ${probe.adapter?.name} now`);
    }
    await this.#prover?.dispose();
    this.#prover = await backend.prove?.(request.request);
    const prover = this.#current();
    // What is compiled, and what memory is given, on first use is not the pass's time.
    await prover.rehearse();
    return prover.fill(seed);
  }

  #current(): Prover {
    if (this.#prover === undefined) throw new Error('it takes no challenges');
    return this.#prover;
  }
}

/** @param deviceName as the adapter names itself; undefined for CPUs */
async function createBackend(id: string, deviceName: string | undefined): Promise<Backend> {
  const adapters = deviceName === undefined ? [] : await nodeAdapters();
  const adapter = adapters.find(({ name }) => name.trim() === deviceName);
  const [backend] = await createBackends([id], undefined, adapter);
  if (backend === undefined) throw new Error(`there is no backend ${id}`);
  return backend;
}
