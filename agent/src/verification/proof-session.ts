import { totalmem } from 'node:os';
import { leafIndex, leavesOf } from '@ridgeline/kernels/verification/digest-leaves';
import { toHex } from '@ridgeline/kernels/verification/hex';
import { merkleLevels, merkleProof, merkleRoot } from '@ridgeline/kernels/verification/merkle-tree';
import { ReadCommitment } from '@ridgeline/kernels/verification/read-commitment';
import type { Backend, Prepared } from '@ridgeline/measure/backends/backend';
import { sha256 } from '@ridgeline/measure/sha256';
import { backendGroups } from '../backends/backend-groups.ts';
import type { ProofAnswers, ProofRequestToGroup } from '../backends/group-messages.ts';
import { boundedPass, type PassSize } from './pass-size.ts';
import { type Claim, provableClaim } from './provable-claims.ts';

type Step<S extends ProofRequestToGroup['step']> = ProofRequestToGroup & { step: S };
type Pick = Step<'open'>['picks'][number];

/** A root that was committed to, and what a place under it is opened with. */
interface Held {
  readonly root: string;
  open(pick: Pick): Promise<ProofAnswers['open'][number]>;
}

async function holdProduct(digests: Uint32Array, n: number): Promise<Held> {
  const leaves = leavesOf(digests, n);
  const levels = await merkleLevels(leaves, sha256);
  return {
    root: merkleRoot(levels),
    async open({ repetition, row }) {
      const leaf = leafIndex(repetition, row, n);
      const own = toHex(leaves[leaf] ?? new Uint8Array());
      return { repetition, row, digests: own, proof: merkleProof(levels, leaf) };
    },
  };
}

/** How the digests of each kind of challenge are committed to. */
const holding: Readonly<
  Record<Claim['kernel'], (digests: Uint32Array, size: PassSize) => Promise<Held>>
> = {
  matmul: (digests, { n }) => holdProduct(digests, n),
  read: (digests, size) => ReadCommitment.of(digests, size, sha256),
};

/** What a backend's own process does of a proof: it prepares, computes, and opens what was drawn. */
export class ProofSession {
  #backend: Backend | undefined;
  #prepared: Prepared | undefined;
  #kernel: Claim['kernel'] = 'matmul';
  #held: Held | undefined;

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
    const { claim, deviceName } = request;
    this.#backend ??= await findBackend(request);
    const backend = this.#backend;
    const probe = await backend.probe();
    if (!probe.isAvailable) throw new Error(probe.reason);
    if (deviceName !== undefined && probe.adapter?.name.trim() !== deviceName) {
      throw new Error(`it runs on ${probe.adapter?.name} now`);
    }
    const kind = provableClaim(claim.kernel);
    const size = kind.passSize(claim, totalmem());
    const problem = { kernel: kind.spec, dtype: 'f32', size: kind.problemSize(size.n) };
    await this.#prepared?.dispose();
    this.#prepared = await backend.prepare({ ...problem, seed: 1, values: 'random', copies: 1 });
    this.#kernel = claim.kernel;
    // What is compiled, and what memory is given, on first use is not the pass's time.
    const { seconds } = await this.#prepared.execute(1);
    if (kind.isRehearsed) await this.#prepared.prove?.({ seed: [1, 2], n: size.n, repetitions: 1 });
    return boundedPass(size, seconds);
  }

  async #compute({ challenge }: Step<'compute'>): Promise<ProofAnswers['compute']> {
    const digests = await this.#prepared?.prove?.(challenge);
    if (digests === undefined) throw new Error(`its ${this.#kernel} takes no challenges`);
    this.#held = await holding[this.#kernel](digests, challenge);
    return this.#held.root;
  }

  async #open({ picks }: Step<'open'>): Promise<ProofAnswers['open']> {
    const held = this.#held;
    if (held === undefined) throw new Error('nothing was committed to');
    return Promise.all(picks.map((pick) => held.open(pick)));
  }
}

async function findBackend({ backend: id, group: groupId }: Step<'prepare'>): Promise<Backend> {
  const group = backendGroups.find((each) => each.id === groupId);
  const backend = (await group?.create())?.find((each) => each.id === id);
  if (backend === undefined) throw new Error(`there is no backend ${id}`);
  return backend;
}
