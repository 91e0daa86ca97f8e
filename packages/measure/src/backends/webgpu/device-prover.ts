import { toBase64Url } from '@ridgeline/kernels/verification/bytes-text';
import {
  type ChallengeCounts,
  type ChallengeKind,
  joinedPath,
  keyOfRound,
  type LeafOpening,
} from '@ridgeline/kernels/verification/challenge-kind';
import type { ChallengeKey } from '@ridgeline/kernels/verification/challenge-seed';
import {
  bytesOfWords,
  leafWords,
  levelStart,
  pathOf,
  treeWords,
} from '@ridgeline/kernels/verification/hash-tree';
import { toHex } from '@ridgeline/kernels/verification/hex';
import {
  chainShader,
  hashGroupSize,
  leavesShader,
  nodesShader,
} from '@ridgeline/kernels/verification/sha256-wgsl';
import { bufferUsage } from '../../gpu/gpu-constants.ts';
import { readBuffer } from '../../gpu/read-buffer.ts';
import type { Prover } from '../prover.ts';
import { bindStep, compileShader, recordStep, type ShaderStep, shaderStep } from './shader-step.ts';

/** The rounds of a kind on a device. */
export interface DeviceRounds {
  readonly kind: ChallengeKind;
  readonly counts: ChallengeCounts;
  /** The answer of a round, words one after the other. */
  readonly answer: GPUBuffer;
  /** What comes before round 0. */
  readonly filling: readonly ShaderStep[];
  /** Records a round up to its answer. */
  record(pass: GPUComputePassEncoder): void;
  /** @throws when the device was lost: its work then "ends" at once */
  assertPresent(): void;
  dispose(): void;
}

/** Key and number of a round, and the roots of all: shaders hand them on without the host. */
export interface DeviceChain {
  readonly chain: GPUBuffer;
  readonly roots: GPUBuffer;
  readonly tree: GPUBuffer;
}

/** Rounds under way at once: enough to keep the device busy. */
const roundsInFlight = 8;

/** Makes the buffers of a chain. */
export function createChain(
  device: GPUDevice,
  kind: ChallengeKind,
  counts: ChallengeCounts,
): DeviceChain {
  const { copySource, copyTarget, storage } = bufferUsage;
  const usage = storage | copySource | copyTarget;
  const create = (words: number) => device.createBuffer({ size: 4 * words, usage });
  const roots = create(8 * counts.rounds);
  return { chain: create(4), roots, tree: create(treeWords(kind.leafCount(counts))) };
}

/** The steps that hash a round's answer and end it. */
async function hashingSteps(
  device: GPUDevice,
  { answer, counts, kind }: DeviceRounds,
  { chain, roots, tree }: DeviceChain,
): Promise<ShaderStep[]> {
  const leafCount = kind.leafCount(counts);
  const groupsOf = (count: number) => [Math.ceil(count / hashGroupSize), 1] as const;
  const leaves = await shaderStep(
    device,
    leavesShader(leafCount),
    [answer, tree],
    groupsOf(leafCount),
  );
  const nodes = await compileShader(device, nodesShader());
  const steps = [leaves];
  const depth = Math.log2(leafCount);
  for (let level = 1; level <= depth; level++) {
    const width = leafCount >>> level;
    const usage = bufferUsage.uniform | bufferUsage.copyTarget;
    const place = device.createBuffer({ size: 16, usage });
    const starts = [levelStart(leafCount, level - 1), levelStart(leafCount, level), width, 0];
    device.queue.writeBuffer(place, 0, new Uint32Array(starts));
    steps.push(bindStep(device, nodes, [tree, place], groupsOf(width)));
  }
  const end = chainShader(levelStart(leafCount, depth));
  return [...steps, await shaderStep(device, end, [tree, chain, roots], [1, 1])];
}

/** Proves on a device: its shaders draw, compute, hash and hand on the key; only roots come back. */
export async function proveOnDevice(
  device: GPUDevice,
  rounds: DeviceRounds,
  chained: DeviceChain,
): Promise<Prover> {
  const hashing = await hashingSteps(device, rounds, chained);
  return new DeviceProver(device, rounds, chained, hashing);
}

class DeviceProver implements Prover {
  readonly #device: GPUDevice;
  readonly #rounds: DeviceRounds;
  readonly #chained: DeviceChain;
  readonly #hashing: readonly ShaderStep[];
  #roots: string[] = [];
  #seed: ChallengeKey = [0, 0];
  #start: ChallengeKey = [0, 0];

  constructor(
    device: GPUDevice,
    rounds: DeviceRounds,
    chained: DeviceChain,
    hashing: readonly ShaderStep[],
  ) {
    this.#device = device;
    this.#rounds = rounds;
    this.#chained = chained;
    this.#hashing = hashing;
  }

  async rehearse(): Promise<void> {
    this.#write([0, 0], 0);
    this.#submit();
    await this.#device.queue.onSubmittedWorkDone();
  }

  async fill(seed: ChallengeKey): Promise<string | undefined> {
    this.#seed = seed;
    this.#roots = [];
    if (!this.#rounds.kind.isFilled) return undefined;
    this.#write(seed, 0);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const step of this.#rounds.filling) recordStep(pass, step);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
    this.#submit();
    this.#roots = await this.#readRoots(1);
    return this.#roots[0];
  }

  async compute(start: ChallengeKey): Promise<readonly string[]> {
    this.#start = start;
    const first = this.#roots.length;
    this.#write(this.#keyOf(first), first);
    const { rounds } = this.#rounds.counts;
    for (let round = first; round < rounds; round++) {
      this.#submit();
      if (round % roundsInFlight === 0) await this.#device.queue.onSubmittedWorkDone();
    }
    this.#roots = await this.#readRoots(rounds);
    return this.#roots;
  }

  /** Does the drawn rounds again: a device has no room for the answers of all. */
  async open(picks: Parameters<Prover['open']>[0]): Promise<readonly LeafOpening[]> {
    const openings = new Map<number, LeafOpening>();
    for (const round of new Set(picks.map((pick) => pick.round))) {
      const tree = await this.#again(round);
      for (const [index, pick] of picks.entries()) {
        if (pick.round === round) openings.set(index, await this.#opening(pick, tree));
      }
    }
    return picks.flatMap((_, index) => openings.get(index) ?? []);
  }

  async dispose(): Promise<void> {
    this.#rounds.dispose();
    for (const buffer of Object.values(this.#chained)) buffer.destroy();
  }

  #keyOf(round: number): ChallengeKey {
    const keys = { seed: this.#seed, start: this.#start };
    return keyOfRound(this.#rounds.kind, keys, this.#roots, round);
  }

  #write([high, low]: ChallengeKey, round: number): void {
    const words = new Uint32Array([high, low, round, 0]);
    this.#device.queue.writeBuffer(this.#chained.chain, 0, words);
  }

  #submit(): void {
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    this.#rounds.record(pass);
    for (const step of this.#hashing) recordStep(pass, step);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  async #readRoots(count: number): Promise<string[]> {
    const bytes = await readBuffer(this.#device, this.#chained.roots, 0, 32 * count);
    this.#rounds.assertPresent();
    const words = new Uint32Array(bytes);
    return Array.from({ length: count }, (_, index) =>
      toHex(bytesOfWords(words.subarray(8 * index, 8 * (index + 1)))),
    );
  }

  /** The tree of a round, whose answer is in memory then. */
  async #again(round: number): Promise<Uint32Array> {
    this.#write(this.#keyOf(round), round);
    this.#submit();
    const [root] = (await this.#readRoots(round + 1)).slice(-1);
    if (root !== this.#roots[round]) {
      throw new Error('the device did not give the same answer twice');
    }
    const { tree } = this.#chained;
    return new Uint32Array(await readBuffer(this.#device, tree, 0, tree.size));
  }

  async #opening(
    { leaf, round }: { leaf: number; round: number },
    tree: Uint32Array,
  ): Promise<LeafOpening> {
    const { answer, counts, kind } = this.#rounds;
    const bytes = 4 * leafWords;
    const words = new Uint32Array(await readBuffer(this.#device, answer, bytes * leaf, bytes));
    const path = toBase64Url(joinedPath(pathOf(tree, kind.leafCount(counts), leaf)));
    return { round, leaf, words: toBase64Url(bytesOfWords(words)), path };
  }
}
