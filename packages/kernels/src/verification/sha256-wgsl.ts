import { leafWords } from './hash-tree.ts';
import { sha256Constants } from './sha256-constants.ts';

/** Threads of a workgroup of the shaders that hash. */
export const hashGroupSize = 64;

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** One round with everything named: an array that is indexed by a variable would lie in memory. */
function round(t: number): string {
  const [a, b, c, d, e, f, g, h] = names.map((_, i) => names[(i - (t % 8) + 8) % 8]);
  const w = (back: number) => `w${(t + 16 - back) % 16}`;
  const schedule = `  ${w(16)} += (turned(${w(15)}, 7u) ^ turned(${w(15)}, 18u) ^ (${w(15)} >> 3u)) + ${w(7)} + (turned(${w(2)}, 17u) ^ turned(${w(2)}, 19u) ^ (${w(2)} >> 10u));\n`;
  return `${t < 16 ? '' : schedule}  x = ${h} + (turned(${e}, 6u) ^ turned(${e}, 11u) ^ turned(${e}, 25u)) + (${g} ^ (${e} & (${f} ^ ${g}))) + ${sha256Constants[t]}u + ${w(16)};
  ${d} += x;
  ${h} = x + (turned(${a}, 2u) ^ turned(${a}, 13u) ^ turned(${a}, 22u)) + ((${a} & ${b}) | (${c} & (${a} | ${b})));
`;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const initial = range(8)
  .map((index) => `${sha256Constants[64 + index]}u`)
  .join(', ');

const padding = (bytes: number): string =>
  range(16)
    .map((index) => (index === 0 ? '0x80000000u' : `${index === 15 ? 8 * bytes : 0}u`))
    .join(', ');

const compress = `alias State = array<u32, 8>;
alias Message = array<u32, 16>;
fn turned(x: u32, by: u32) -> u32 { return (x >> by) | (x << (32u - by)); }
fn compressed(state: State, message: Message) -> State {
${range(16)
  .map((index) => `  var w${index} = message[${index}];`)
  .join('\n')}
${names.map((name, index) => `  var ${name} = state[${index}];`).join('\n')}
  var x = 0u;
${range(64).map(round).join('')}  return State(${names.map((name, index) => `state[${index}] + ${name}`).join(', ')});
}
`;

/**
 * WGSL that hashes leaves into level 0 of a tree (`hash-tree.ts`). Bound at 0 the words of the round's
 * answer, at 1 the tree; one thread a leaf.
 */
export function leavesShader(leafCount: number): string {
  return `@group(0) @binding(0) var<storage, read> words: array<u32>;
@group(0) @binding(1) var<storage, read_write> tree: array<u32>;
${compress}
@compute @workgroup_size(${hashGroupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let leaf = id.x;
  if (leaf >= ${leafCount}u) { return; }
  var state = State(${initial});
  for (var block = 0u; block < ${leafWords / 16}u; block++) {
    let at = leaf * ${leafWords}u + block * 16u;
    state = compressed(state, Message(${range(16).map((index) => `words[at + ${index}u]`)}));
  }
  state = compressed(state, Message(${padding(4 * leafWords)}));
  for (var word = 0u; word < 8u; word++) { tree[word * ${leafCount}u + leaf] = state[word]; }
}
`;
}

/**
 * WGSL that hashes one level of a tree into the next. Bound at 0 the tree, at 1 where both levels begin
 * and how wide the upper one is; one thread a node.
 */
export function nodesShader(): string {
  const pair = range(16)
    .map((index) => `tree[below + ${index % 8}u * 2u * width + node${index < 8 ? '' : ' + width'}]`)
    .join(', ');
  return `struct Level { below: u32, start: u32, width: u32, unused: u32 }
@group(0) @binding(0) var<storage, read_write> tree: array<u32>;
@group(0) @binding(1) var<uniform> level: Level;
${compress}
@compute @workgroup_size(${hashGroupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let node = id.x;
  let width = level.width;
  let below = level.below;
  if (node >= width) { return; }
  var state = compressed(State(${initial}), Message(${pair}));
  state = compressed(state, Message(${padding(64)}));
  for (var word = 0u; word < 8u; word++) { tree[level.start + word * width + node] = state[word]; }
}
`;
}

/**
 * WGSL that ends a round: the root goes to the roots of all, and is the key of the next round. Bound at 0
 * the tree, at 1 the key and the number of the round, at 2 the roots.
 */
export function chainShader(rootAt: number): string {
  return `@group(0) @binding(0) var<storage, read> tree: array<u32>;
@group(0) @binding(1) var<storage, read_write> chain: array<u32>;
@group(0) @binding(2) var<storage, read_write> roots: array<u32>;
@compute @workgroup_size(1)
fn main() {
  for (var word = 0u; word < 8u; word++) { roots[chain[2] * 8u + word] = tree[${rootAt}u + word]; }
  chain[0] = tree[${rootAt}];
  chain[1] = tree[${rootAt + 1}];
  chain[2] += 1u;
}
`;
}
