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

/**
 * Source of the inner loops. The loop is not unrolled: V8's revectorizer emits each accumulator's
 * whole chain at once, so an unrolled body becomes a chain of dependent FMAs with spilled registers
 * (measured: 110 GFLOP/s of one Zen 4 core without unrolling, 72 unrolled twice, 84 four times).
 */
export function tilesSource(): string {
  return [
    "import { fma } from './fma';",
    ...tiles.map(tileSource),
    'export function multiplyTile(rows: i32, columns: i32, a: usize, b: usize, c: usize,',
    '  stride: usize, depth: i32, accumulate: bool): void {',
    '  const tile = rows * 32 + columns;',
    ...tiles.map(
      ({ rows, columns }) =>
        `  if (tile == ${rows * 32 + columns}) ${tileName({ rows, columns })}(a, b, c, stride, depth, accumulate);`,
    ),
    '}',
  ].join('\n');
}

function tileName({ rows, columns }: Tile): string {
  return `tile${rows}x${columns}`;
}

function tileSource(tile: Tile): string {
  const rows = Array.from({ length: tile.rows }, (_, row) => row);
  const vectors = Array.from({ length: tile.columns / 4 }, (_, vector) => vector);
  const each = (line: (row: number, vector: number) => string): string[] =>
    rows.flatMap((row) => vectors.map((vector) => line(row, vector)));
  return [
    `export function ${tileName(tile)}(a: usize, b: usize, c: usize, stride: usize, depth: i32, accumulate: bool): void {`,
    ...each((row, vector) => `  let sum${row}_${vector} = f32x4.splat(0);`),
    '  for (; depth > 0; depth--) {',
    ...vectors.map((vector) => `    const b${vector} = v128.load(b, ${vector * 16});`),
    ...rows.flatMap((row) => [
      `    const a${row} = v128.load32_splat(a, ${row * 4});`,
      ...vectors.map(
        (vector) => `    sum${row}_${vector} = fma(a${row}, b${vector}, sum${row}_${vector});`,
      ),
    ]),
    `    a += ${tile.rows * 4};`,
    `    b += ${tile.columns * 4};`,
    '  }',
    ...rows.map((row) => `  const c${row} = c + stride * ${row};`),
    '  if (accumulate) {',
    // All of a row is loaded before any is stored, or V8 will not join loads across the stores.
    ...rows.flatMap((row) => [
      ...vectors.map(
        (vector) =>
          `    sum${row}_${vector} = f32x4.add(v128.load(c${row}, ${vector * 16}), sum${row}_${vector});`,
      ),
      ...vectors.map((vector) => `    v128.store(c${row}, sum${row}_${vector}, ${vector * 16});`),
    ]),
    '  } else {',
    ...each((row, vector) => `    v128.store(c${row}, sum${row}_${vector}, ${vector * 16});`),
    '  }',
    '}',
  ].join('\n');
}
