import type { MatrixUnits, WgslVariant } from '../wgsl-program.ts';
import type { PaddedShape } from './tiles-wgsl.ts';

/** Rows and columns of C that one subgroup keeps in its registers. */
const subgroupEdge = 64;
/** Workgroups are squares of subgroups: 2 × 2 make a tile of 128 × 128. */
const subgroupsPerEdge = 2;
const edge = subgroupEdge * subgroupsPerEdge;
/** Steps along k that are staged at once. */
const stagedDepth = 32;
/** Halves between rows in workgroup memory that keep neighbouring rows in different banks. */
const bankGap = 8;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (count: number, line: (i: number) => string): string =>
  range(count).map(line).join('\n');

/** What both forms share: how many matrices of the unit make a subgroup's block. */
interface Blocks {
  readonly units: MatrixUnits;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Programs for matrix units (tensor cores), f16 inputs and f32 sums. A unit's matrices belong to a whole
 * subgroup: the x side of the workgroup is one subgroup, as Dawn demands, and y says which.
 * None where the unit's matrices do not divide the tile or a workgroup of four subgroups is too large.
 */
export function matrixUnitTiles(
  shape: PaddedShape,
  units: MatrixUnits,
  workgroupInvocations: number,
  workgroupStorageBytes: number,
): WgslVariant[] {
  const divides = subgroupEdge % units.rows === 0 && subgroupEdge % units.columns === 0;
  const threads = units.subgroupSize * subgroupsPerEdge ** 2;
  if (!divides || stagedDepth % units.depth !== 0 || threads > workgroupInvocations) return [];
  const blocks = {
    units,
    rows: subgroupEdge / units.rows,
    columns: subgroupEdge / units.columns,
  };
  const staged = stagedProgram(shape, blocks);
  const stagedBytes = 2 * (edge * (stagedDepth + bankGap) + stagedDepth * (edge + bankGap));
  return [directProgram(shape, blocks), ...(stagedBytes <= workgroupStorageBytes ? [staged] : [])];
}

function define(
  form: string,
  shape: PaddedShape,
  { units }: Blocks,
  declarations: string,
  body: string,
): WgslVariant {
  return {
    name: `matrix-units-${units.rows}x${units.columns}x${units.depth}-${form}`,
    hasBarriers: true,
    isExperimental: true,
    workgroups: [shape.columns / edge, shape.rows / edge, 1],
    code: `enable f16;
enable chromium_experimental_subgroup_matrix;
diagnostic(off, chromium.subgroup_matrix_uniformity);
${declarations}
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
@compute @workgroup_size(${units.subgroupSize}, ${subgroupsPerEdge ** 2})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let blockRow = (local.y / ${subgroupsPerEdge}u) * ${subgroupEdge}u;
  let blockColumn = (local.y % ${subgroupsPerEdge}u) * ${subgroupEdge}u;
  let row = group.y * ${edge}u;
  let column = group.x * ${edge}u;
${body}
}
`,
  };
}

const sums = ({ units, rows, columns }: Blocks): string =>
  lines(
    rows * columns,
    (i) => `  var s${i}: subgroup_matrix_result<f32, ${units.columns}, ${units.rows}>;`,
  );

/** Loads the unit's matrices of one step along k and multiplies each of A with each of B. */
function multiply(
  { units, rows, columns }: Blocks,
  a: { readonly array: string; readonly at: (row: string) => string; readonly stride: number },
  b: { readonly array: string; readonly at: (column: string) => string; readonly stride: number },
): string {
  const left = `subgroup_matrix_left<f16, ${units.depth}, ${units.rows}>`;
  const right = `subgroup_matrix_right<f16, ${units.columns}, ${units.depth}>`;
  return [
    lines(rows, (i) => {
      const at = a.at(`(blockRow + ${i * units.rows}u)`);
      return `    let a${i} = subgroupMatrixLoad<${left}>(&${a.array}, ${at}, false, ${a.stride}u);`;
    }),
    lines(columns, (j) => {
      const at = b.at(`(blockColumn + ${j * units.columns}u)`);
      return `    let b${j} = subgroupMatrixLoad<${right}>(&${b.array}, ${at}, false, ${b.stride}u);`;
    }),
    lines(rows * columns, (i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return `    s${i} = subgroupMatrixMultiplyAccumulate(a${row}, b${column}, s${i});`;
    }),
  ].join('\n');
}

const store = (shape: PaddedShape, { units, rows, columns }: Blocks): string =>
  lines(rows * columns, (i) => {
    const row = `(row + blockRow + ${Math.floor(i / columns) * units.rows}u)`;
    const column = `column + blockColumn + ${(i % columns) * units.columns}u`;
    return `  subgroupMatrixStore(&c, ${row} * ${shape.columns}u + ${column}, s${i}, false, ${shape.columns}u);`;
  });

/** Matrices come straight from memory: the caches do the sharing. */
function directProgram(shape: PaddedShape, blocks: Blocks): WgslVariant {
  const declarations = `@group(0) @binding(0) var<storage, read> a: array<f16>;
@group(0) @binding(1) var<storage, read> b: array<f16>;`;
  const a = {
    ...{ array: 'a', stride: shape.depth },
    at: (at: string) => `(row + ${at}) * ${shape.depth}u + p`,
  };
  const b = {
    ...{ array: 'b', stride: shape.columns },
    at: (at: string) => `p * ${shape.columns}u + column + ${at}`,
  };
  return define(
    'direct',
    shape,
    blocks,
    declarations,
    `${sums(blocks)}
  for (var p = 0u; p < ${shape.depth}u; p += ${blocks.units.depth}u) {
${multiply(blocks, a, b)}
  }
${store(shape, blocks)}`,
  );
}

/** Slices of A and B are staged in workgroup memory, read by all four subgroups. */
function stagedProgram(shape: PaddedShape, blocks: Blocks): WgslVariant {
  const threads = blocks.units.subgroupSize * subgroupsPerEdge ** 2;
  const [aStride, bStride] = [stagedDepth + bankGap, edge + bankGap];
  const declarations = `@group(0) @binding(0) var<storage, read> a: array<vec4h>;
@group(0) @binding(1) var<storage, read> b: array<vec4h>;
var<workgroup> at: array<f16, ${edge * aStride}>;
var<workgroup> bt: array<f16, ${stagedDepth * bStride}>;`;
  const copy = (tile: string, stride: number, width: number, source: string, rows: number) => `
    for (var i = lane; i < ${(rows * width) / 4}u; i += ${threads}u) {
      let y = i / ${width / 4}u;
      let x = i % ${width / 4}u;
      let v = ${source};
      let to = y * ${stride}u + x * 4u;
${lines(4, (j) => `      ${tile}[to + ${j}u] = v[${j}];`)}
    }`;
  const a = {
    ...{ array: 'at', stride: aStride },
    at: (at: string) => `${at} * ${aStride}u + q`,
  };
  const b = { ...{ array: 'bt', stride: bStride }, at: (at: string) => `q * ${bStride}u + ${at}` };
  return define(
    `shared-${stagedDepth}`,
    shape,
    blocks,
    declarations,
    `${sums(blocks)}
  for (var p = 0u; p < ${shape.depth}u; p += ${stagedDepth}u) {
${copy('at', aStride, stagedDepth, `a[(row + y) * ${shape.depth / 4}u + p / 4u + x]`, edge)}
${copy('bt', bStride, edge, `b[(p + y) * ${shape.columns / 4}u + column / 4u + x]`, stagedDepth)}
    workgroupBarrier();
    for (var q = 0u; q < ${stagedDepth}u; q += ${blocks.units.depth}u) {
${multiply(blocks, a, b)}
    }
    workgroupBarrier();
  }
${store(shape, blocks)}`,
  );
}
