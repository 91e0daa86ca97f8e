import type { WgslVariant } from '../wgsl-program.ts';

/** Sizes after padding, in values along k; rows of A and of B's transpose are k long. */
export interface BytePaddedShape {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
}

const header = `@group(0) @binding(0) var<storage, read> a: array<vec4u>;
@group(0) @binding(1) var<storage, read> b: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4i>;
`;

const components = ['x', 'y', 'z', 'w'] as const;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (count: number, line: (i: number) => string): string =>
  range(count).map(line).join('\n');

/** Four products of a word of A with words of four columns. */
const dotRow = (a: string, b: (column: number) => string): string =>
  `vec4i(${range(4)
    .map((j) => `dot4I8Packed(${a}, ${b(j)})`)
    .join(', ')})`;

/** Each thread computes 4 × 4 of C straight from memory, 16 values along k a step. */
export function directByteTile({ rows, columns, depth }: BytePaddedShape): WgslVariant {
  const depth16 = depth / 16;
  const product = (i: number) =>
    components.map((at) => dotRow(`a${i}.${at}`, (j) => `b${j}.${at}`)).join(' + ');
  return {
    name: 'direct-4x4-packed',
    hasBarriers: false,
    workgroups: [columns / 32, rows / 32, 1],
    code: `${header}
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * 4u;
  let column = id.x * 4u;
${lines(4, (i) => `  var s${i} = vec4i();`)}
  for (var p = 0u; p < ${depth16}u; p++) {
${lines(4, (i) => `    let a${i} = a[(row + ${i}u) * ${depth16}u + p];`)}
${lines(4, (j) => `    let b${j} = b[(column + ${j}u) * ${depth16}u + p];`)}
${lines(4, (i) => `    s${i} += ${product(i)};`)}
  }
${lines(4, (i) => `  c[(row + ${i}u) * ${columns / 4}u + id.x] = s${i};`)}
}
`,
  };
}

/** Words along k that a workgroup stages at a time; each word has four values. */
const stagedWords = 8;

/**
 * A workgroup of 16 × 16 threads computes an `edge` × `edge` tile of C. Slices of A and of B's transpose
 * are staged in workgroup memory word by word along k; each thread keeps `edge / 16` squared sums, in
 * vectors of four that lie 64 apart, so that neighbouring threads read neighbouring words.
 */
export function sharedByteTile(shape: BytePaddedShape, edge: 64 | 128): WgslVariant {
  const vectors = edge / 64;
  const count = 4 * vectors * vectors;
  const [rowOf, inRow] = [(i: number) => Math.floor(i / vectors), (i: number) => i % vectors];
  const read = (tile: string, v: number, thread: string) =>
    `${tile}[q * ${edge / 4}u + ${v * 16}u + local.${thread}]`;
  const product = (i: number) => {
    const row = rowOf(i);
    const a = `a${Math.floor(row / 4)}.${components[row % 4]}`;
    return `      s${i} += ${dotRow(a, (j) => `b${inRow(i)}.${components[j]}`)};`;
  };
  const store = (i: number) => {
    const row = rowOf(i);
    const at = Math.floor(row / 4) * 64 + (row % 4);
    const start = `(row + ${at}u + local.y * 4u) * ${shape.columns / 4}u`;
    return `  c[${start} + column / 4u + ${inRow(i) * 16}u + local.x] = s${i};`;
  };
  return {
    name: `shared-${edge}x${edge}x${4 * stagedWords}-packed`,
    hasBarriers: true,
    workgroups: [shape.columns / edge, shape.rows / edge, 1],
    code: `${header}
var<workgroup> at: array<vec4u, ${(stagedWords * edge) / 4}>;
var<workgroup> bt: array<vec4u, ${(stagedWords * edge) / 4}>;
@compute @workgroup_size(16, 16)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = group.y * ${edge}u;
  let column = group.x * ${edge}u;
${lines(count, (i) => `  var s${i} = vec4i();`)}
  for (var p = 0u; p < ${shape.depth / 16}u; p += ${stagedWords / 4}u) {
${stage(shape, edge)}
    workgroupBarrier();
    for (var q = 0u; q < ${stagedWords}u; q++) {
${lines(vectors, (v) => `      let a${v} = ${read('at', v, 'y')};`)}
${lines(vectors, (v) => `      let b${v} = ${read('bt', v, 'x')};`)}
${lines(count, product)}
    }
    workgroupBarrier();
  }
${lines(count, store)}
}
`,
  };
}

/** Some threads load 4 × 4 words of A and transpose them, as many others do so with B's transpose. */
function stage(shape: BytePaddedShape, edge: number): string {
  const [edge4, steps, depth16] = [edge / 4, stagedWords / 4, shape.depth / 16];
  const loaders = edge4 * steps;
  const part = (tile: string, array: string, first: string, lane: string) => `
      let four = ${lane} / ${steps}u;
      let step = ${lane} % ${steps}u;
      let source = (${first} + four * 4u) * ${depth16}u + p + step;
${lines(4, (i) => `      let r${i} = ${array}[source + ${i * depth16}u];`)}
      let to = step * ${4 * edge4}u + four;
${lines(4, (j) => `      ${tile}[to + ${j * edge4}u] = vec4u(${range(4).map((i) => `r${i}.${components[j]}`)});`)}`;
  return `    if (lane < ${loaders}u) {${part('at', 'a', 'row', 'lane')}
    } else if (lane < ${2 * loaders}u) {${part('bt', 'b', 'column', `(lane - ${loaders}u)`)}
    }`;
}
