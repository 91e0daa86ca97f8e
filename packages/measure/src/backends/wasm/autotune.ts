import { matmulWasm } from '@ridgeline/kernels/matmul/matmul.wasm';
import { layOut, reservedBytes } from '@ridgeline/kernels/wasm/memory-layout';
import { type TunedRate, tuningCandidates, type WasmTuning } from '@ridgeline/kernels/wasm/tuning';
import type { WasmExports, WasmModuleName } from '@ridgeline/kernels/wasm/wasm-exports';
import { addressOf, type WasmProblem, type WasmWork } from '@ridgeline/kernels/wasm-program';
import { instantiate } from './wasm-modules.ts';

/** Large enough for packing to count as in a real product, small enough to be repeated. */
const order = 384;

/** Rounds in which every candidate is timed. */
const openRounds = 4;
const promisingRatio = 1.3;

interface Candidate {
  readonly tuning: WasmTuning;
  readonly work: WasmWork;
  bestSeconds: number;
}

/** Memory that {@link tuneThread} needs. */
export const tuningBytes: number = 64 * 1024 ** 2;

/**
 * Times every tuning on this thread alone, in turn until `seconds` are over, so that a disturbance
 * hits all alike; those whose product of small integers is not exact are left out. Best first.
 */
export function tuneThread(
  modules: ReadonlyMap<WasmModuleName, WebAssembly.Module>,
  memory: WebAssembly.Memory,
  seconds: number,
): TunedRate[] {
  const candidates = [...modules].flatMap(([name, module]) => {
    const wasm = instantiate(module, memory);
    return tuningCandidates([name]).flatMap((tuning) => prepare(tuning, wasm, memory.buffer));
  });
  const start = performance.now();
  for (let round = 0; round < openRounds || performance.now() - start < 1000 * seconds; round++) {
    for (const candidate of round < openRounds ? candidates : promising(candidates)) {
      const before = performance.now();
      candidate.work.run(1);
      const taken = (performance.now() - before) / 1000;
      candidate.bestSeconds = Math.min(candidate.bestSeconds, taken);
    }
  }
  return candidates
    .map(({ tuning, bestSeconds }) => ({
      tuning,
      computeFlopsPerSecond: (2 * order ** 3) / bestSeconds,
    }))
    .sort((a, b) => b.computeFlopsPerSecond - a.computeFlopsPerSecond);
}

/** Those near the best so far: the time goes to them, so that one quiet moment reaches each. */
function promising(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = Math.min(...candidates.map(({ bestSeconds }) => bestSeconds));
  return candidates.filter(({ bestSeconds }) => bestSeconds < promisingRatio * best);
}

/** Enough products for the optimizing compiler to take over, and a check that they are exact. */
function prepare(tuning: WasmTuning, wasm: WasmExports, buffer: ArrayBufferLike): Candidate[] {
  const problem: WasmProblem = {
    kernel: 'matmul',
    dtype: 'f32',
    size: { m: order, n: order, k: order },
    seed: 1,
    values: 'integers',
    copies: 1,
    threads: 1,
    tuning,
  };
  const { addresses } = layOut(reservedBytes, matmulWasm.lengths(problem));
  const work = matmulWasm.work(problem, { wasm, buffer, addresses, index: 0, barrier() {} });
  work.fill();
  work.run(2);
  if (!isExact(buffer, addresses)) return [];
  return [{ tuning, work, bestSeconds: Number.POSITIVE_INFINITY }];
}

/** Compares the first and last rows with a product in f64; products of integers have no rounding. */
function isExact(buffer: ArrayBufferLike, addresses: readonly number[]): boolean {
  const at = (position: number) =>
    new Float32Array(buffer, addressOf(addresses, position), order * order);
  const [c, a, b] = [at(0), at(1), at(2)];
  return [0, order - 1].every((row) => {
    for (let column = 0; column < order; column++) {
      let sum = 0;
      for (let p = 0; p < order; p++) {
        sum += (a[row * order + p] ?? 0) * (b[p * order + column] ?? 0);
      }
      if (c[row * order + column] !== sum) return false;
    }
    return true;
  });
}
