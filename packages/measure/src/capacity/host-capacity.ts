import { pageBytes, pageStamp } from '@ridgeline/kernels/capacity/pages';
import { dimension } from '@ridgeline/kernels/kernel-spec';
import type { Prepared, PrepareRequest } from '../backends/backend.ts';
import { Failure } from '../failure.ts';
import { availableBytes, grow } from './grow.ts';

const pieceBytes = 256 * 1024 ** 2;
const pageWords = pageBytes / 4;

interface Piece {
  readonly words: Uint32Array;
  readonly firstPage: number;
}

/** Takes the host's memory as array buffers of the process that asks, each page written at once. */
export async function prepareHostCapacity(request: PrepareRequest): Promise<Prepared> {
  const pieces: Piece[] = [];
  const { seed, size } = request;
  const grown = await grow({
    ceilingBytes: dimension(size, 'bytes'),
    pieceBytes,
    availableBytes,
    async add(bytes, firstPage) {
      try {
        const piece = { words: new Uint32Array(bytes / 4), firstPage };
        write(piece, seed);
        pieces.push(piece);
        return true;
      } catch {
        return false;
      }
    },
  });
  if (grown.bytes === 0)
    throw new Failure('no-room', 'The host has not even one piece of memory to spare.');
  return {
    reachedSize: { bytes: grown.bytes },
    variant: grown.end,
    async execute(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        for (const piece of pieces) write(piece, seed);
        if (!pieces.every((piece) => isIntact(piece, seed))) {
          throw new Failure('wrong-answer', 'Memory did not keep what was written.');
        }
      }
      return { seconds: (performance.now() - start) / 1000 };
    },
    readOutput: async (from, count) =>
      Array.from({ length: count }, (_, i) => stampOf(pieces, from + i)),
    async dispose() {
      pieces.length = 0;
    },
  };
}

/** Every word of each page is written: the stamp first, the rest copied from what lies before. */
function write({ words, firstPage }: Piece, seed: number): void {
  const first = words.subarray(0, pageWords);
  for (let i = 0; i < pageWords; i++) first[i] = i;
  for (let filled = pageWords; filled < words.length; filled *= 2) {
    words.copyWithin(filled, 0, Math.min(filled, words.length - filled));
  }
  for (let page = 0; page * pageWords < words.length; page++) {
    words[page * pageWords] = pageStamp(seed, firstPage + page);
  }
}

function isIntact({ words, firstPage }: Piece, seed: number): boolean {
  for (let page = 0; page * pageWords < words.length; page++) {
    const at = page * pageWords;
    if (words[at] !== pageStamp(seed, firstPage + page)) return false;
    if (words[at + pageWords - 1] !== pageWords - 1) return false;
  }
  return true;
}

/** The stamp of a page as it stands in memory, NaN where the end of the page was lost. */
function stampOf(pieces: readonly Piece[], page: number): number {
  const pagesPerPiece = pieceBytes / pageBytes;
  const piece = pieces[Math.floor(page / pagesPerPiece)];
  const at = (page % pagesPerPiece) * pageWords;
  const isWhole = piece?.words[at + pageWords - 1] === pageWords - 1;
  return isWhole ? (piece.words[at] ?? Number.NaN) : Number.NaN;
}
