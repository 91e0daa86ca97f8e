import { dimension, type ProblemSize } from '../kernel-spec.ts';
import {
  blockWords,
  type ChallengeRead,
  digestLanes,
  mixings,
  type ReadKey,
  startOfLanes,
} from '../verification/challenge-read.ts';
import { digestRows } from '../verification/row-digest.ts';
import { partOf } from '../wasm/memory-layout.ts';
import { addressOf, type WasmThread } from '../wasm-program.ts';

const blockBytes = 4 * blockWords;
const laneBytes = 4 * digestLanes;

interface ReadingThread extends WasmThread {
  readonly threads: number;
}

/** Writes this thread's blocks and mixes them with the others'; what comes out lies in array 1. */
function fillBlocks(
  { addresses, barrier, index, threads, wasm }: ReadingThread,
  challenge: ChallengeRead,
) {
  const { blocks, seed } = challenge;
  const [high, low] = seed;
  const { count, from } = partOf(blocks, 1, index, threads);
  const at = (position: number, block: number) =>
    addressOf(addresses, position) + blockBytes * block;
  wasm.drawWords(at(1, from), blockWords * from, blockWords * count, high, low);
  for (const [pass, { multiplier, offset }] of mixings(challenge).entries()) {
    barrier();
    const [source, target] = pass % 2 === 0 ? [1, 2] : [2, 1];
    for (let block = from; block < from + count; block++) {
      const other = at(source, (block + offset) % blocks);
      wasm.mixWords(at(target, block), at(source, block), other, blockWords, multiplier);
    }
  }
  barrier();
}

/** Digests of this thread's blocks under a key. Array 2, which mixing needed, takes their lanes. */
function digestBlocks(
  { addresses, buffer, index, threads, wasm }: ReadingThread,
  blocks: number,
  key: ReadKey,
) {
  const { count, from } = partOf(blocks, 1, index, threads);
  const start = addressOf(addresses, 0) + laneBytes * index;
  new Int32Array(buffer, start, digestLanes).set(startOfLanes(key));
  const lanes = addressOf(addresses, 2) + laneBytes * from;
  wasm.digestBlocks(lanes, start, addressOf(addresses, 1) + blockBytes * from, count, blockWords);
  return digestRows(new Int32Array(buffer, lanes, digestLanes * count), digestLanes);
}

/** A step of a read: the array of a challenge, or a pass over it under a key. */
export type ReadStep = { readonly challenge: ChallengeRead } | { readonly key: ReadKey };

/** One thread's part of a read challenge: first its blocks, then their digests key by key. */
export function readProof(
  thread: ReadingThread,
  size: ProblemSize,
): (step: ReadStep) => Uint32Array {
  const blocks = dimension(size, 'elements') / blockWords;
  return (step) => {
    if ('key' in step) return digestBlocks(thread, blocks, step.key);
    if (step.challenge.blocks !== blocks) {
      throw new Error(`The challenge has ${step.challenge.blocks} blocks, the array ${blocks}.`);
    }
    fillBlocks(thread, step.challenge);
    return new Uint32Array();
  };
}
