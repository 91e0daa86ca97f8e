import type { ChallengeMatmul } from './challenge-matmul.ts';
import type { ChallengeSeed } from './challenge-seed.ts';
import { firstStart, secondStart } from './row-digest.ts';

/** Threads of one workgroup of both shaders; rows of a matrix come in whole groups of them. */
export const proofGroupSize = 64;

/** An n × n matrix of f32 in device memory. */
interface Place {
  readonly n: number;
  /** Values from one row to the next. */
  readonly pitch: number;
}

/** The same hash as `hash32`, and the words of a challenge as `challenge-matmul.ts` draws them. */
function drawing([high, low]: ChallengeSeed): string {
  return `fn hash32(seed: u32, index: u32) -> u32 {
  var h = seed + index * 0x9e3779b1u;
  h ^= h >> 16u;
  h *= 0x7feb352du;
  h ^= h >> 15u;
  h *= 0x846ca68bu;
  h ^= h >> 16u;
  return h;
}
fn drawn(lane: u32, counter: u32) -> u32 {
  return hash32(hash32(${high >>> 0}u ^ lane, counter) ^ ${low >>> 0}u, counter ^ 0x5bf03635u);
}
fn integer(lane: u32, place: u32) -> f32 {
  let bits = drawn(lane, place >> 3u);
  return f32((bits >> (4u * (place & 7u))) & 15u) - 8.0;
}
`;
}

/**
 * WGSL that writes A · D_r or B of a challenge. Bound at 0 the matrix, at 1 the number of the
 * repetition; one thread an entry, in a grid of n / 64 × n.
 */
export function challengeFillShader(
  challenge: ChallengeMatmul,
  matrix: 'a' | 'b',
  { n, pitch }: Place,
): string {
  const wordsOfSigns = Math.ceil(n / 32);
  const sign = `1.0 - 2.0 * f32(((drawn(0xdu, repetition * ${wordsOfSigns}u + (column >> 5u)) >> (column & 31u)) & 1u) ^ 1u)`;
  return `@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<uniform> repetition: u32;
${drawing(challenge.seed)}
@compute @workgroup_size(${proofGroupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let row = id.y;
  let sign = ${matrix === 'a' ? sign : 'f32(repetition * 0u) + 1.0'};
  values[row * ${pitch}u + column] = sign * integer(${matrix === 'a' ? '0xau' : '0xbu'}, row * ${n}u + column);
}
`;
}

const tileColumns = 32;

/**
 * WGSL that digests every row as `digestRows` does. Bound at 0 the matrix, at 1 the number of the
 * repetition, at 2 the digests of all repetitions. A group takes as many rows as it has threads and
 * reads them tile by tile, side by side, since a row for each thread would be read word by word.
 */
export function digestShader({ n, pitch }: Place): string {
  return `@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<uniform> repetition: u32;
@group(0) @binding(2) var<storage, read_write> digests: array<vec2u>;
var<workgroup> tile: array<u32, ${proofGroupSize * (tileColumns + 1)}>;
@compute @workgroup_size(${proofGroupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let firstRow = group.x * ${proofGroupSize}u;
  var first = ${firstStart}u;
  var second = ${secondStart}u;
  for (var firstColumn = 0u; firstColumn < ${n}u; firstColumn += ${tileColumns}u) {
    for (var i = local.x; i < ${proofGroupSize * tileColumns}u; i += ${proofGroupSize}u) {
      let row = i / ${tileColumns}u;
      let column = i % ${tileColumns}u;
      let value = values[(firstRow + row) * ${pitch}u + firstColumn + column];
      tile[row * ${tileColumns + 1}u + column] = bitcast<u32>(i32(value));
    }
    workgroupBarrier();
    for (var column = 0u; column < ${tileColumns}u; column++) {
      let value = tile[local.x * ${tileColumns + 1}u + column];
      first = (first ^ value) * 0x7feb352du;
      first = (first << 13u) | (first >> 19u);
      second = ((second + value) ^ (first >> 3u)) * 0x846ca68bu;
      second = (second << 17u) | (second >> 15u);
    }
    workgroupBarrier();
  }
  digests[repetition * ${n}u + firstRow + local.x] = vec2u(first ^ (second >> 7u), second);
}
`;
}
