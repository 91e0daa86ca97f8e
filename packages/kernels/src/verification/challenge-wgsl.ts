import { drawLanes } from './challenge-seed.ts';
import {
  blockWords,
  digestLanes,
  digestMultiplier,
  lineWords,
  mixMultiplier,
} from './read-array.ts';

/** Threads of a workgroup of the shaders that draw, mix and digest. */
export const drawGroupSize = 64;

/** Workgroups side by side where there are more than one dimension takes. */
export const groupsAcross = 256;

/** Draws a word of a lane as `drawnWord` does; the key is bound at 0, with the number of the round. */
const drawing = `@group(0) @binding(0) var<storage, read> chain: array<u32>;
fn drawn(lane: u32, index: u32) -> u32 {
  var h = (index * 0x9e3779b1u) ^ chain[0] ^ (lane * 0x632be5abu);
  h ^= h >> 16u;
  h *= 0x7feb352du;
  h = (h ^ (h >> 15u)) + chain[1];
  h *= 0x846ca68bu;
  return h ^ (h >> 16u);
}
`;

/** How a word of an array is drawn, by dtype; `at` is its place in a row of `row`. */
function drawnValue(dtype: string, matrix: 'a' | 'b', n: number): string {
  const lane = `${drawLanes[matrix]}u`;
  switch (dtype) {
    case 'f32':
      return `bitcast<u32>(f32(bitcast<i32>(drawn(${lane}, row * ${n}u + at)) >> 8u) * 0x1p-23f)`;
    case 'int8':
      // B lies by columns: its row is a column of the product, and a word has four values along k.
      return matrix === 'a'
        ? `drawn(${lane}, row * ${n / 4}u + at)`
        : `sevenBits(drawn(${lane}, at * ${n}u + row))`;
    default:
      return `pack2x16float(vec2f(half(drawn(${lane}, row * ${n}u + 2u * at)), half(drawn(${lane}, row * ${n}u + 2u * at + 1u))))`;
  }
}

/** Words of a row of an array of n columns. */
export function wordsOfRow(dtype: string, n: number): number {
  if (dtype === 'f32') return n;
  return dtype === 'int8' ? n / 4 : n / 2;
}

/**
 * WGSL that draws A or B of a product, as the product's program has it in memory without gaps. Bound at 0
 * the key, at 1 the matrix; one thread a word, in a grid of `wordsOfRow` / 64 × n.
 */
export function drawMatrixShader(dtype: string, matrix: 'a' | 'b', n: number): string {
  return `${drawing}
@group(0) @binding(1) var<storage, read_write> words: array<u32>;
fn half(word: u32) -> f32 { return f32(bitcast<i32>(word) >> 20u) * 0x1p-11f; }
fn sevenBits(word: u32) -> u32 { return ((word >> 1u) & 0x7f7f7f7fu) | (word & 0x80808080u); }
@compute @workgroup_size(${drawGroupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let at = id.x;
  let row = id.y;
  words[row * ${wordsOfRow(dtype, n)}u + at] = ${drawnValue(dtype, matrix, n)};
}
`;
}

/** WGSL that draws the array of a read before any mixing. Bound at 0 the seed, at 1 the array. */
export function drawArrayShader(): string {
  return `${drawing}
@group(0) @binding(1) var<storage, read_write> words: array<u32>;
@compute @workgroup_size(${drawGroupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let at = (group.y * ${groupsAcross}u + group.x) * ${drawGroupSize}u + local;
  words[at] = drawn(${drawLanes.array}u, at);
}
`;
}

/** WGSL that mixes each line with another. Bound at 0 the seed, at 1 the source, at 2 the target. */
export function mixShader(mixing: number, lines: number): string {
  return `${drawing}
@group(0) @binding(1) var<storage, read> source: array<u32>;
@group(0) @binding(2) var<storage, read_write> to: array<u32>;
@compute @workgroup_size(${drawGroupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let at = (group.y * ${groupsAcross}u + group.x) * ${drawGroupSize}u + local;
  let line = at / ${lineWords}u;
  let word = at % ${lineWords}u;
  let other = drawn(${drawLanes.lines + mixing}u, line) & ${lines - 1}u;
  let turned = ((word + 4u) & 12u) | ((word + 1u) & 3u);
  let sum = source[at] + source[other * ${lineWords}u + turned] * ${mixMultiplier}u;
  to[at] = sum ^ (sum >> 15u);
}
`;
}

/**
 * WGSL that digests blocks under a key. Bound at 0 the key, at 1 the array, at 2 the digests, a word each;
 * a workgroup takes two blocks, a thread a lane of one.
 */
export function digestShader(): string {
  const steps = blockWords / (4 * digestLanes);
  return `${drawing}
@group(0) @binding(1) var<storage, read> words: array<u32>;
@group(0) @binding(2) var<storage, read_write> digests: array<u32>;
var<workgroup> lanes: array<u32, ${2 * digestLanes}>;
fn fold(word: u32) -> u32 {
  let product = word * ${digestMultiplier}u;
  return product ^ (product >> 15u);
}
@compute @workgroup_size(${2 * digestLanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let own = local / ${digestLanes}u;
  let lane = local % ${digestLanes}u;
  let block = (group.y * ${groupsAcross}u + group.x) * 2u + own;
  var value = drawn(0u, lane);
  var at = block * ${blockWords}u + lane;
  for (var step = 0u; step < ${steps}u; step++) {
    value = (((value + words[at]) ^ words[at + ${digestLanes}u]) + words[at + ${2 * digestLanes}u]) ^ words[at + ${3 * digestLanes}u];
    value = fold(value);
    at += ${4 * digestLanes}u;
  }
  lanes[local] = value;
  workgroupBarrier();
  if (lane < 4u) {
    for (var other = lane + 4u; other < ${digestLanes}u; other += 4u) {
      value = fold(value ^ lanes[own * ${digestLanes}u + other]);
    }
    lanes[local] = value;
  }
  workgroupBarrier();
  if (lane == 0u) {
    var digest = 0u;
    for (var each = 0u; each < 4u; each++) { digest = fold(digest ^ lanes[own * ${digestLanes}u + each]); }
    digests[block] = digest;
  }
}
`;
}
