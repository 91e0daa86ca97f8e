import { hash } from 'node:crypto';
import { matmulSpec } from '@ridgeline/kernels/matmul/spec';
import { leafIndex, leavesOf } from '@ridgeline/kernels/verification/digest-leaves';
import { merkleLevels, merkleProof } from '@ridgeline/kernels/verification/merkle-tree';
import type { Backend, Prepared } from '@ridgeline/measure/backends/backend';
import { backendGroups } from '../backends/backend-groups.ts';
import type { ProofAnswers, ProofRequestToGroup } from '../backends/group-messages.ts';
import { boundedPass, passSize } from './pass-size.ts';

type Step<S extends ProofRequestToGroup['step']> = ProofRequestToGroup & { step: S };

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** What a backend's own process does of a proof: it prepares, computes, and opens what was drawn. */
export class ProofSession {
  #prepared: Prepared | undefined;
  #n = 0;
  #leaves: readonly string[] = [];
  #levels: readonly (readonly string[])[] = [];

  /** @throws Error with the reason why the path cannot be proved */
  answer(request: ProofRequestToGroup): Promise<ProofAnswers[keyof ProofAnswers]> {
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
    const backend = await findBackend(request);
    const probe = await backend.probe();
    if (!probe.isAvailable) throw new Error(probe.reason);
    const { deviceName } = request;
    if (deviceName !== undefined && probe.adapter?.name.trim() !== deviceName) {
      throw new Error(`it runs on ${probe.adapter?.name} now`);
    }
    const size = passSize(request.computeFlopsPerSecond);
    const { n } = size;
    const problem = { kernel: matmulSpec, dtype: 'f32', size: { m: n, n, k: n } };
    this.#prepared = await backend.prepare({ ...problem, seed: 1, values: 'random', copies: 1 });
    // What is compiled on first use is not the pass's time.
    const { seconds } = await this.#prepared.execute(1);
    this.#n = n;
    return boundedPass(size, seconds);
  }

  async #compute({ challenge }: Step<'compute'>): Promise<ProofAnswers['compute']> {
    const digests = await this.#prepared?.prove?.(challenge);
    if (digests === undefined) throw new Error('its matmul takes no challenges');
    this.#leaves = leavesOf(digests, this.#n);
    this.#levels = await merkleLevels(this.#leaves, sha256);
    return this.#levels.at(-1)?.[0] ?? '';
  }

  async #open({ picks }: Step<'open'>): Promise<ProofAnswers['open']> {
    return picks.map(({ repetition, row }) => {
      const leaf = leafIndex(repetition, row, this.#n);
      const digests = this.#leaves[leaf] ?? '';
      return { repetition, row, digests, proof: merkleProof(this.#levels, leaf) };
    });
  }
}

async function findBackend({ backend: id, group: groupId }: Step<'prepare'>): Promise<Backend> {
  const group = backendGroups.find((each) => each.id === groupId);
  const backend = (await group?.create())?.find((each) => each.id === id);
  if (backend === undefined) throw new Error(`there is no backend ${id}`);
  return backend;
}
