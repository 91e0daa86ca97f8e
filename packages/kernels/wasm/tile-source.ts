/** Rows × columns of the block of C that one inner loop keeps in registers. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Tiles worth trying: 16 columns are two 256-bit registers once V8 joins pairs, 8 columns suit the
 * 16 registers of plain SSE, and 6 × 16 also fits the 32 registers of NEON.
 */
export const tiles: readonly Tile[] = [
  { rows: 4, columns: 8 },
  { rows: 6, columns: 8 },
  { rows: 4, columns: 16 },
  { rows: 6, columns: 16 },
];

/** What differs between the inner loops over f32 and over words of four bytes. */
interface TileArithmetic {
  readonly prefix: string;
  /** Code that `multiplyTile` adds to the tile's own. */
  readonly code: number;
  readonly zero: string;
  readonly add: string;
  step(a: string, b: string, sum: string): string;
  /** Whether each row's sum begins with a number given by the caller. */
  readonly hasBias: boolean;
}

const floats: TileArithmetic = {
  ...{ prefix: 'tile', code: 0, zero: 'f32x4.splat(0)', add: 'f32x4.add', hasBias: false },
  step: (a, b, sum) => `fma(${a}, ${b}, ${sum})`,
};

const bytes: TileArithmetic = {
  ...{ prefix: 'byteTile', code: 1024, zero: 'i32x4.splat(0)', add: 'i32x4.add', hasBias: true },
  step: (a, b, sum) => `dot4(${a}, ${b}, ${sum})`,
};

const parameters =
  'a: usize, b: usize, c: usize, stride: usize, depth: i32, accumulate: bool, bias: usize';

/**
 * Source of the inner loops. The loop is not unrolled: V8's revectorizer emits each accumulator's
 * whole chain at once, so an unrolled body becomes a chain of dependent FMAs with spilled registers
 * (measured: 110 GFLOP/s of one Zen 4 core without unrolling, 72 unrolled twice, 84 four times).
 */
export function tilesSource(): string {
  const all = [floats, bytes].flatMap((arithmetic) => tiles.map((tile) => ({ arithmetic, tile })));
  return [
    "import { dot4 } from './dot4';",
    "import { fma } from './fma';",
    ...all.map(({ arithmetic, tile }) => tileSource(tile, arithmetic)),
    `export function multiplyTile(rows: i32, columns: i32, ofBytes: i32, ${parameters}): void {`,
    `  const tile = rows * 32 + columns + ofBytes * ${bytes.code};`,
    ...all.map(
      ({ arithmetic, tile }) =>
        `  if (tile == ${tile.rows * 32 + tile.columns + arithmetic.code}) ${tileName(tile, arithmetic)}(a, b, c, stride, depth, accumulate, bias);`,
    ),
    '}',
  ].join('\n');
}

function tileName({ rows, columns }: Tile, { prefix }: TileArithmetic): string {
  return `${prefix}${rows}x${columns}`;
}

function tileSource(tile: Tile, arithmetic: TileArithmetic): string {
  const { zero, add, step, hasBias } = arithmetic;
  const rows = Array.from({ length: tile.rows }, (_, row) => row);
  const vectors = Array.from({ length: tile.columns / 4 }, (_, vector) => vector);
  const each = (line: (row: number, vector: number) => string): string[] =>
    rows.flatMap((row) => vectors.map((vector) => line(row, vector)));
  const biased = (row: number, vector: number) =>
    `sum${row}_${vector} = ${add}(sum${row}_${vector}, bias${row});`;
  return [
    `export function ${tileName(tile, arithmetic)}(${parameters}): void {`,
    ...each((row, vector) => `  let sum${row}_${vector} = ${zero};`),
    '  for (; depth > 0; depth--) {',
    ...vectors.map((vector) => `    const b${vector} = v128.load(b, ${vector * 16});`),
    ...rows.flatMap((row) => [
      `    const a${row} = v128.load32_splat(a, ${row * 4});`,
      ...vectors.map(
        (vector) =>
          `    sum${row}_${vector} = ${step(`a${row}`, `b${vector}`, `sum${row}_${vector}`)};`,
      ),
    ]),
    `    a += ${tile.rows * 4};`,
    `    b += ${tile.columns * 4};`,
    '  }',
    ...(hasBias
      ? [
          ...rows.map((row) => `  const bias${row} = v128.load32_splat(bias, ${row * 4});`),
          ...each((row, vector) => `  ${biased(row, vector)}`),
        ]
      : []),
    ...rows.map((row) => `  const c${row} = c + stride * ${row};`),
    '  if (accumulate) {',
    // All of a row is loaded before any is stored, or V8 will not join loads across the stores.
    ...rows.flatMap((row) => [
      ...vectors.map(
        (vector) =>
          `    sum${row}_${vector} = ${add}(v128.load(c${row}, ${vector * 16}), sum${row}_${vector});`,
      ),
      ...vectors.map((vector) => `    v128.store(c${row}, sum${row}_${vector}, ${vector * 16});`),
    ]),
    '  } else {',
    ...each((row, vector) => `    v128.store(c${row}, sum${row}_${vector}, ${vector * 16});`),
    '  }',
    '}',
  ].join('\n');
}
