import {
  type ChallengeKind,
  type ClaimBounds,
  type DrawBelow,
  mostKeptBytes,
  mostRounds,
  type OpenedLeaf,
  roundsIn,
} from './challenge-kind.ts';
import { leafWords } from './hash-tree.ts';
import {
  type ProductFormat,
  productBf16,
  productF16,
  productF16Sums,
  productF32,
  productInt8,
} from './product-format.ts';
import { exactEntry, rowOfA } from './product-row.ts';

/** Seconds that one product may take, so that a pass is several. */
const longestProductSeconds = 1.5;

/** Drawing and hashing are a part of a product that shrinks with its size. */
const rowCounts = [8192, 4096, 2048, 1024, 512, 256] as const;

/** A wrong entry shows by itself when it errs by more than so many times what all may err by. */
const largestPeak = 8;

/** Terms that a whole check may cost: some milliseconds of plain JavaScript. */
const checkTerms = 2 ** 20;

/** Columns of each opened leaf that are recomputed. */
function checkedColumns(leaves: number, n: number): number {
  return Math.min(leafWords, Math.max(8, Math.floor(checkTerms / (leaves * n))));
}

function mostRows({ deviceKind, memoryBytes }: ClaimBounds): number {
  // Three matrices, and on a host the answers of all repetitions.
  const bytes = deviceKind === 'cpu' ? mostKeptBytes / 2 : memoryBytes / 2;
  return Math.sqrt(Math.min(bytes, memoryBytes / 4) / 12);
}

/** Answers of all repetitions are kept on a host, where doing one again takes as long as it took. */
function mostRepetitions(rows: number, { deviceKind, memoryBytes }: ClaimBounds): number {
  if (deviceKind === 'gpu') return mostRounds;
  return Math.max(1, Math.floor(Math.min(mostKeptBytes, memoryBytes / 8) / (4 * rows ** 2)));
}

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

function judgeLeaf(
  format: ProductFormat,
  { counts, key, leaf, words }: OpenedLeaf,
  columns: number,
  below: DrawBelow,
): { readonly squares: number; readonly scales: number; readonly peak: number } {
  const n = counts.places;
  const perRow = n / leafWords;
  const row = rowOfA(format, key, Math.floor(leaf / perRow), n);
  const firstColumn = (leaf % perRow) * leafWords;
  // Columns that nobody was told, each another one.
  const [start, step] = [below(leafWords), 2 * below(leafWords / 2) + 1];
  let [squares, scales, peak] = [0, 0, 0];
  for (let index = 0; index < columns; index++) {
    const at = (start + step * index) % leafWords;
    const { scale, sum } = exactEntry(format, key, row, firstColumn + at);
    bits[0] = words[at] ?? 0;
    const got = format.valuesPerWord === 4 ? bits[0] | 0 : (floats[0] ?? Number.NaN);
    const error = got - sum;
    squares += error * error;
    scales += scale * scale;
    // NaN must not hide behind a comparison.
    peak = Math.max(
      peak,
      Number.isFinite(error) ? Math.abs(error) / (scale || 1) : Number.MAX_VALUE,
    );
  }
  return { squares, scales, peak };
}

/**
 * Products of one format. In each repetition A and B are new, drawn from the root over the product before,
 * and use every bit of the format; opened leaves are computed again in f64 and must be as near as the
 * format's own sums can be, in whatever order.
 */
function defineProduct(format: ProductFormat): ChallengeKind {
  const { dtype } = format;
  return {
    id: `product-${dtype}`,
    kernel: 'matmul',
    dtype,
    peak: `compute-${dtype}`,
    unit: 'FLOP/s',
    reasonIfMissing: 'compute-unproved',
    rounds: { name: 'repetitions', least: 1, most: mostRounds },
    places: { name: 'rows', least: 256, most: 8192 },
    isFilled: false,
    countsFor(claim) {
      const secondsOf = (rows: number) => (2 * rows ** 3) / claim.rate;
      const most = mostRows(claim);
      const fitting = rowCounts.filter((rows) => rows <= most);
      const places = fitting.find((rows) => secondsOf(rows) <= longestProductSeconds) ?? 256;
      const rounds = Math.min(roundsIn(secondsOf(places)), mostRepetitions(places, claim));
      return { places, rounds };
    },
    work: ({ places, rounds }) => rounds * 2 * places ** 3,
    leafCount: ({ places }) => places ** 2 / leafWords,
    judge(opened, below) {
      let [squares, scales] = [0, 0];
      const largest = format.largestError(opened[0]?.counts.places ?? 0);
      for (const leaf of opened) {
        const columns = checkedColumns(opened.length, leaf.counts.places);
        const found = judgeLeaf(format, leaf, columns, below);
        if (!(found.peak <= largestPeak * largest)) {
          return `leaf ${leaf.leaf} of repetition ${leaf.round} is wrong`;
        }
        squares += found.squares;
        scales += found.scales;
      }
      if (Math.sqrt(squares / (scales || 1)) <= largest) return undefined;
      return `the products are less exact than ${dtype} is`;
    },
  };
}

export const productF32Kind: ChallengeKind = defineProduct(productF32);
export const productF16Kind: ChallengeKind = defineProduct(productF16);
export const productF16SumsKind: ChallengeKind = defineProduct(productF16Sums);
export const productBf16Kind: ChallengeKind = defineProduct(productBf16);
export const productInt8Kind: ChallengeKind = defineProduct(productInt8);
