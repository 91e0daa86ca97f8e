import type { WgslVariant } from '../wgsl-program.ts';

/** Sizes after padding: multiples of the largest tile, and of 16 along the products. */
export interface PaddedShape {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
}

type Dtype = 'f32' | 'f16';

const vector = { f32: 'vec4f', f16: 'vec4h' } as const;

const header = (dtype: Dtype): string => `${dtype === 'f16' ? 'enable f16;\n' : ''}
@group(0) @binding(0) var<storage, read> a: array<${vector[dtype]}>;
@group(0) @binding(1) var<storage, read> b: array<${vector[dtype]}>;
@group(0) @binding(2) var<storage, read_write> c: array<vec4f>;
`;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (count: number, line: (i: number) => string): string =>
  range(count).map(line).join('\n');

/**
 * Each thread computes 4 × 4 of C straight from memory: best on software adapters, whose workgroup
 * memory is ordinary memory with barriers on top, and on small problems.
 */
export function directTile(shape: PaddedShape, dtype: Dtype): WgslVariant {
  const [columns4, depth4] = [shape.columns / 4, shape.depth / 4];
  const wide = (value: string) => (dtype === 'f16' ? `vec4f(${value})` : value);
  const code = `${header(dtype)}
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * 4u;
${lines(4, (i) => `  var s${i} = vec4f();`)}
  for (var p = 0u; p < ${depth4}u; p++) {
${lines(4, (i) => `    let a${i} = ${wide(`a[(row + ${i}u) * ${depth4}u + p]`)};`)}
    var at = p * ${4 * columns4}u + id.x;
${lines(4, (j) => `    let b${j} = ${wide(`b[at + ${j * columns4}u]`)};`)}
${lines(4, (i) => `    s${i} += a${i}.x * b0 + a${i}.y * b1 + a${i}.z * b2 + a${i}.w * b3;`)}
  }
${lines(4, (i) => `  c[(row + ${i}u) * ${columns4}u + id.x] = s${i};`)}
}
`;
  return {
    name: 'direct-4x4',
    hasBarriers: false,
    workgroups: [shape.columns / 32, shape.rows / 32, 1],
    code,
  };
}

/**
 * A workgroup of 16 × 16 threads computes an `edge` × `edge` tile of C. Slices of A (transposed) and
 * B, `depth` deep, are staged in workgroup memory; each thread keeps a block of `edge / 16` squared
 * sums in registers, in vectors of four that lie 64 apart, so that neighbouring threads read
 * neighbouring words. With `sums` in f16, the products of one slice are added up in f16, at twice the
 * rate on hardware that packs halves, and only the slices' sums in f32.
 */
export function sharedTile(
  shape: PaddedShape,
  dtype: Dtype,
  edge: 64 | 128,
  depth: 8 | 16,
  sums: Dtype = 'f32',
): WgslVariant {
  const vectors = edge / 64;
  const count = 4 * vectors * vectors;
  const isHalf = sums === 'f16';
  const wide = (value: string) => (dtype === sums ? value : `vec4f(${value})`);
  const read = (tile: string, v: number, thread: string) =>
    wide(`${tile}[q * ${edge / 4}u + ${v * 16}u + local.${thread}]`);
  const code = `${header(dtype)}
var<workgroup> at: array<${vector[dtype]}, ${(depth * edge) / 4}>;
var<workgroup> bt: array<${vector[dtype]}, ${(depth * edge) / 4}>;
@compute @workgroup_size(16, 16)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = group.y * ${edge}u;
  let column = group.x * ${edge / 4}u;
${lines(count, (i) => `  var s${i} = vec4f();`)}
  for (var p = 0u; p < ${shape.depth}u; p += ${depth}u) {
${stage(shape, dtype, edge, depth)}
    workgroupBarrier();
${isHalf ? lines(count, (i) => `    var h${i} = vec4h();`) : ''}
    for (var q = 0u; q < ${depth}u; q++) {
${lines(vectors, (v) => `      let a${v} = ${read('at', v, 'y')};`)}
${lines(vectors, (v) => `      let b${v} = ${read('bt', v, 'x')};`)}
${lines(count, (i) => product(i, vectors, isHalf ? 'h' : 's', vector[sums]))}
    }
${isHalf ? lines(count, (i) => `    s${i} += vec4f(h${i});`) : ''}
    workgroupBarrier();
  }
${lines(count, (i) => store(i, vectors, shape))}
}
`;
  return {
    name: `shared-${edge}x${edge}x${depth}${isHalf ? '-f16-sums' : ''}`,
    hasBarriers: true,
    workgroups: [shape.columns / edge, shape.rows / edge, 1],
    code,
  };
}

/** Some threads load 4 × 4 blocks of A and transpose them, as many others load four vectors of B. */
function stage(shape: PaddedShape, dtype: Dtype, edge: number, depth: number): string {
  const edge4 = edge / 4;
  const loaders = (edge4 * depth) / 4;
  const [columns4, depth4] = [shape.columns / 4, shape.depth / 4];
  const component = ['x', 'y', 'z', 'w'];
  const transposed = (j: number) =>
    range(4)
      .map((i) => `r${i}.${component[j]}`)
      .join(', ');
  return `    if (lane < ${loaders}u) {
      let m4 = lane / ${depth / 4}u;
      let k4 = lane % ${depth / 4}u;
      let source = (row + m4 * 4u) * ${depth4}u + p / 4u + k4;
${lines(4, (i) => `      let r${i} = a[source + ${i * depth4}u];`)}
      let to = k4 * ${4 * edge4}u + m4;
${lines(4, (j) => `      at[to + ${j * edge4}u] = ${vector[dtype]}(${transposed(j)});`)}
    } else if (lane < ${2 * loaders}u) {
${lines(4, (j) => {
  const index = `(lane - ${loaders}u + ${j * loaders}u)`;
  return `      bt[${index}] = b[(p + ${index} / ${edge4}u) * ${columns4}u + column + ${index} % ${edge4}u];`;
})}
    }`;
}

/** Sum `i` belongs to row vector `i / vectors / 4`, its component `i / vectors % 4`, column vector `i % vectors`. */
function product(i: number, vectors: number, sum: string, type: string): string {
  const row = Math.floor(i / vectors);
  const component = ['x', 'y', 'z', 'w'][row % 4];
  const factor = `${type}(a${Math.floor(row / 4)}.${component})`;
  return `      ${sum}${i} = fma(${factor}, b${i % vectors}, ${sum}${i});`;
}

function store(i: number, vectors: number, shape: PaddedShape): string {
  const row = Math.floor(i / vectors);
  const [block, inBlock] = [Math.floor(row / 4) * 64, row % 4];
  const at = `(row + ${block + inBlock}u + local.y * 4u) * ${shape.columns / 4}u`;
  return `  c[${at} + column + ${(i % vectors) * 16}u + local.x] = s${i};`;
}
