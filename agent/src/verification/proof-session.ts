import { totalmem } from 'node:os';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { HeldDigests } from '@ridgeline/kernels/verification/challenge-kind';
import {
  type AnyChallengeForms,
  challengeKindOf,
} from '@ridgeline/kernels/verification/challenge-kinds';
import type { Backend, Prepared } from '@ridgeline/measure/backends/backend';
import { nodeAdapters } from '@ridgeline/measure/node-host';
import { sha256 } from '@ridgeline/measure/sha256';
import { createBackends } from '../processes/node-backends.ts';
import { boundedPass } from './pass-size.ts';
import type { ProofAnswers, ProofStep } from './proof-messages.ts';

type Step<S extends ProofStep['step']> = ProofStep & { step: S };

/** What a backend's own process does of a proof: it prepares, computes, and opens what was drawn. */
export class ProofSession {
  #backend: Backend | undefined;
  #prepared: Prepared | undefined;
  #held: HeldDigests<AnyChallengeForms> | undefined;

  /** @throws Error with the reason why the path cannot be proved */
  answer(request: ProofStep): Promise<ProofAnswers[keyof ProofAnswers]> {
    switch (request.step) {
      case 'prepare':
        return this.#prepare(request);
      case 'compute':
        return this.#compute(request);
      case 'open':
        return this.#open(request);
      default:
        return request satisfies never;
    }
  }

  async #prepare(request: Step<'prepare'>): Promise<ProofAnswers['prepare']> {
    const { claim, deviceName } = request;
    this.#backend ??= await createBackend(request.backend, deviceName);
    const backend = this.#backend;
    const probe = await backend.probe();
    if (!probe.isAvailable) throw new Error(probe.reason);
    if (deviceName !== undefined && probe.adapter?.name.trim() !== deviceName) {
      throw new Error(`it runs on ${probe.adapter?.name} now`);
    }
    const kind = challengeKindOf(claim.kernel);
    const kernel = findKernelSpec(kind.kernel);
    if (kernel === undefined) throw new Error(`there is no kernel ${kind.kernel}`);
    const size = kind.sizeFor({ ...claim, memoryBytes: totalmem() });
    const problem = { kernel, dtype: 'f32', size: kind.problemSize(size) };
    await this.#prepared?.dispose();
    this.#prepared = await backend.prepare({ ...problem, seed: 1, values: 'random', copies: 1 });
    // What is compiled, and what memory is given, on first use is not the pass's time.
    const { seconds } = await this.#prepared.execute(1);
    if (kind.isRehearsed) {
      const { places } = kind.counts(size);
      await this.#prepared.prove?.({ ...kind.sizeOf({ places, rounds: 1 }), seed: [1, 2] });
    }
    return boundedPass(size, seconds);
  }

  async #compute({ challenge }: Step<'compute'>): Promise<ProofAnswers['compute']> {
    const digests = await this.#prepared?.prove?.(challenge);
    if (digests === undefined) throw new Error(`its ${challenge.kernel} takes no challenges`);
    this.#held = await challengeKindOf(challenge.kernel).commit(digests, challenge, sha256);
    return this.#held.root;
  }

  async #open({ picks }: Step<'open'>): Promise<ProofAnswers['open']> {
    const held = this.#held;
    if (held === undefined) throw new Error('nothing was committed to');
    return held.open(picks);
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
