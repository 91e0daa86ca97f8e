import { type InputValues, inputPeriod } from './input-values.ts';
import type { WgslFormat, WgslInput } from './wgsl-program.ts';

/** Threads of one workgroup of the filling shader. */
export const fillGroupSize = 256;

const valuesPerWord: Readonly<Record<WgslFormat, number>> = {
  f32: 1,
  f16: 2,
  int8: 4,
  int7: 4,
  q8_0: 4,
  q4_0: 8,
  'q8_0-scales': 2,
  'q4_0-scales': 2,
};

/** Words that an input takes in device memory. */
export function inputWords({ format, paddedRows, pitch }: WgslInput): number {
  return Math.ceil((paddedRows * pitch) / valuesPerWord[format]);
}

/** f16 bits of 0 … 8, as in `half-values.ts`. */
const smallIntegers =
  'array<u32, 9>(0, 0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600, 0x4700, 0x4800)';

/** WGSL expression of the bits of one value, from its `hash` and the index `i` it belongs to. */
function valueBits(format: WgslFormat, values: InputValues): string {
  const isRandom = values === 'random';
  switch (format) {
    case 'f32':
      return isRandom
        ? 'bitcast<u32>(f32(hash >> 8u) * 0x1p-23f - 1.0)'
        : 'bitcast<u32>(f32(hash % 17u) - 8.0)';
    case 'f16':
      return isRandom
        ? '((hash >> 31u) << 15u) | ((11u + ((hash >> 10u) & 3u)) << 10u) | (hash & 0x3ffu)'
        : 'smallHalf(i32(hash % 17u) - 8)';
    // As in `byte-values.ts`.
    case 'int8':
      return isRandom
        ? '((((hash >> 8u) % 255u) + 129u) & 0xffu)'
        : '(((hash % 17u) + 248u) & 0xffu)';
    case 'int7':
      return isRandom ? '(((hash >> 25u) + 192u) & 0xffu)' : '(((hash % 17u) + 248u) & 0xffu)';
    case 'q8_0':
      return isRandom
        ? '((((hash >> 8u) % 255u) + 129u) & 0xffu)'
        : '(((hash >> 28u) + 248u) & 0xffu)';
    case 'q4_0':
      return 'hash >> 28u';
    case 'q8_0-scales':
      return isRandom ? '(8u << 10u) | (hash & 0x3ffu)' : '0x3c00u';
    case 'q4_0-scales':
      return isRandom ? '(12u << 10u) | (hash & 0x3ffu)' : '0x3c00u';
  }
}

/** Zero in each format: what padding holds. */
const zeroBits = (format: WgslFormat): string => (format === 'q4_0' ? '8u' : '0u');

/**
 * WGSL that writes an input into device memory: the same hash as `input-values.ts`, so nothing is
 * uploaded. `threads` threads walk the words side by side. Scales hash with the offset seed that
 * `matvec/weights.ts` gives them.
 */
export function fillShader(
  input: WgslInput,
  seed: number,
  values: InputValues,
  threads: number,
): string {
  const { format, rows, columns, pitch, isTransposed = false } = input;
  const index = isTransposed ? `column * ${rows}u + row` : `row * ${columns}u + column`;
  const perWord = valuesPerWord[format];
  const bits = 32 / perWord;
  return `@group(0) @binding(0) var<storage, read_write> words: array<u32>;
fn smallHalf(value: i32) -> u32 {
  let table = ${smallIntegers};
  return select(0u, 0x8000u, value < 0) | table[u32(abs(value))];
}
fn bitsOf(place: u32) -> u32 {
  let row = place / ${pitch}u;
  let column = place % ${pitch}u;
  if (row >= ${rows}u || column >= ${columns}u) { return ${zeroBits(format)}; }
  let i = (${index}) % ${inputPeriod}u;
  var hash = ${seed >>> 0}u + i * 0x9e3779b1u;
  hash ^= hash >> 16u;
  hash *= 0x7feb352du;
  hash ^= hash >> 15u;
  hash *= 0x846ca68bu;
  hash ^= hash >> 16u;
  return ${valueBits(format, values)};
}
@compute @workgroup_size(${fillGroupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  for (var word = id.x; word < ${inputWords(input)}u; word += ${threads}u) {
    var packed = 0u;
    for (var part = 0u; part < ${perWord}u; part++) {
      packed |= bitsOf(word * ${perWord}u + part) << (part * ${bits}u);
    }
    words[word] = packed;
  }
}
`;
}
