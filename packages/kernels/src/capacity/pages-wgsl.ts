import { pageBytes } from './pages.ts';

/** Vectors of four words in a page. */
const pageVectors = pageBytes / 16;
const groupSize = 64;

/** Workgroups that cover `pages` pages with the two shaders below. */
export function pageWorkgroups(pages: number): readonly [number, number] {
  const groups = (pages * pageVectors) / groupSize;
  const x = Math.min(groups, 32_768);
  return [x, Math.ceil(groups / x)];
}

/**
 * WGSL over a buffer of pages, a vector a thread: word w of page p is the page's stamp plus w. `write`
 * stores them; `check` counts in `faults`, a word a page, the vectors that read otherwise.
 */
export function pageShader(seed: number, firstPage: number, pages: number): string {
  const [x] = pageWorkgroups(pages);
  return `@group(0) @binding(0) var<storage, read_write> words: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> faults: array<atomic<u32>>;
fn place(group: vec3u, lane: u32) -> u32 {
  return (group.x + group.y * ${x}u) * ${groupSize}u + lane;
}
fn content(at: u32) -> vec4u {
  var h = ${seed >>> 0}u + (${firstPage}u + at / ${pageVectors}u) * 0x9e3779b1u;
  h ^= h >> 16u;
  h *= 0x7feb352du;
  h ^= h >> 15u;
  h *= 0x846ca68bu;
  h ^= h >> 16u;
  return vec4u(h + (at % ${pageVectors}u) * 4u) + vec4u(0u, 1u, 2u, 3u);
}
@compute @workgroup_size(${groupSize})
fn write(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let at = place(group, lane);
  if (at < ${pages * pageVectors}u) { words[at] = content(at); }
}
@compute @workgroup_size(${groupSize})
fn check(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let at = place(group, lane);
  if (at < ${pages * pageVectors}u && any(words[at] != content(at))) {
    atomicAdd(&faults[at / ${pageVectors}u], 1u);
  }
}
`;
}
