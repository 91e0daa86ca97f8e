import { blockWeights } from '../element-bytes.ts';
import { dimension, type ProblemSize } from '../kernel-spec.ts';
import {
  mostWorkgroups,
  type WgslInput,
  type WgslProgram,
  type WgslVariant,
} from '../wgsl-program.ts';

/** How one dtype's weights are read: `part` weights at a time, all from one row. */
interface WeightReader {
  /** Declares the weight arrays, bound from 0. */
  readonly declarations: string;
  /** Weights that one call of `dotPart` covers. */
  readonly part: number;
  /** WGSL function `dotPart(part: u32, column: u32) -> f32`; `column` counts vectors of x. */
  readonly dotPart: string;
  /** Arrays bound before x. */
  readonly arrays: number;
}

const readers: Readonly<Record<string, WeightReader>> = {
  f32: {
    arrays: 1,
    part: 4,
    declarations: '@group(0) @binding(0) var<storage, read> w: array<vec4f>;',
    dotPart: `fn dotPart(part: u32, column: u32) -> f32 { return dot(w[part], x[column]); }`,
  },
  f16: {
    arrays: 1,
    part: 8,
    declarations: '@group(0) @binding(0) var<storage, read> w: array<vec4u>;',
    dotPart: `fn dotPart(part: u32, column: u32) -> f32 {
  let h = w[part];
  return dot(vec4f(unpack2x16float(h.x), unpack2x16float(h.y)), x[column])
    + dot(vec4f(unpack2x16float(h.z), unpack2x16float(h.w)), x[column + 1u]);
}`,
  },
  q8_0: {
    arrays: 2,
    part: blockWeights,
    declarations: `@group(0) @binding(0) var<storage, read> w: array<vec4u>;
@group(0) @binding(1) var<storage, read> scales: array<u32>;`,
    dotPart: `fn codes(word: u32) -> vec4f {
  return vec4f(bitcast<vec4i>(vec4u(word) << vec4u(24u, 16u, 8u, 0u)) >> vec4u(24u));
}
fn dotPart(part: u32, column: u32) -> f32 {
  var sum = 0.0;
  for (var half = 0u; half < 2u; half++) {
    let v = w[part * 2u + half];
    let at = column + half * 4u;
    sum += dot(codes(v.x), x[at]) + dot(codes(v.y), x[at + 1u])
      + dot(codes(v.z), x[at + 2u]) + dot(codes(v.w), x[at + 3u]);
  }
  return sum * scale(part);
}`,
  },
  q4_0: {
    arrays: 2,
    part: blockWeights,
    declarations: `@group(0) @binding(0) var<storage, read> w: array<vec4u>;
@group(0) @binding(1) var<storage, read> scales: array<u32>;`,
    dotPart: `fn dotWord(word: u32, at: u32) -> f32 {
  let low = vec4f((vec4u(word) >> vec4u(0u, 4u, 8u, 12u)) & vec4u(15u)) - vec4f(8.0);
  let high = vec4f((vec4u(word) >> vec4u(16u, 20u, 24u, 28u)) & vec4u(15u)) - vec4f(8.0);
  return dot(low, x[at]) + dot(high, x[at + 1u]);
}
fn dotPart(part: u32, column: u32) -> f32 {
  let v = w[part];
  let sum = dotWord(v.x, column) + dotWord(v.y, column + 2u)
    + dotWord(v.z, column + 4u) + dotWord(v.w, column + 6u);
  return sum * scale(part);
}`,
  },
};

const scaleFunction = `fn scale(block: u32) -> f32 {
  let pair = unpack2x16float(scales[block >> 1u]);
  return select(pair.x, pair.y, (block & 1u) == 1u);
}`;

/** Matrix-vector product on weights as they are stored; quantized ones are dequantized in registers. */
function defineMatvec(dtype: 'f32' | 'f16' | 'q8_0' | 'q4_0', reader: WeightReader): WgslProgram {
  return {
    kernel: 'matvec',
    dtype,
    outputType: 'f32',
    inputs: (size) => matvecInputs(dtype, size),
    outputWords: (size) => dimension(size, 'n'),
    variants: (size) => [
      perThread(reader, size),
      perGroup(reader, size, 32),
      perGroup(reader, size, 128),
    ],
    locate: (index) => index,
  };
}

function matvecInputs(dtype: 'f32' | 'f16' | 'q8_0' | 'q4_0', size: ProblemSize): WgslInput[] {
  const [n, k] = [dimension(size, 'n'), dimension(size, 'k')];
  const matrix = (columns: number) => ({ rows: n, columns, paddedRows: n, pitch: columns });
  const weights: WgslInput[] =
    dtype === 'f32' || dtype === 'f16'
      ? [{ position: 0, format: dtype, ...matrix(k) }]
      : [
          { position: 0, format: dtype, ...matrix(k) },
          { position: 0, format: `${dtype}-scales`, ...matrix(k / blockWeights) },
        ];
  const vector = { rows: 1, columns: k, paddedRows: 1, pitch: k };
  return [...weights, { position: 1, format: 'f32', ...vector }];
}

const shared = ({ declarations, dotPart, arrays }: WeightReader): string => `${declarations}
@group(0) @binding(${arrays}) var<storage, read> x: array<vec4f>;
@group(0) @binding(${arrays + 1}) var<storage, read_write> y: array<f32>;
${arrays === 2 ? scaleFunction : ''}
${dotPart}`;

/** A thread for each row: best where threads are few, as on a CPU. */
function perThread(reader: WeightReader, size: ProblemSize): WgslVariant {
  const [n, k] = [dimension(size, 'n'), dimension(size, 'k')];
  const parts = k / reader.part;
  return {
    name: 'row-per-thread',
    hasBarriers: false,
    workgroups: [Math.ceil(n / 32), 1, 1],
    code: `${shared(reader)}
@compute @workgroup_size(32)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${n}u) { return; }
  var sum = 0.0;
  for (var part = 0u; part < ${parts}u; part++) {
    sum += dotPart(id.x * ${parts}u + part, part * ${reader.part / 4}u);
  }
  y[id.x] = sum;
}
`,
  };
}

/** A workgroup for each row: its threads read the row side by side and add their sums in a tree. */
function perGroup(reader: WeightReader, size: ProblemSize, groupSize: number): WgslVariant {
  const [n, k] = [dimension(size, 'n'), dimension(size, 'k')];
  const parts = k / reader.part;
  const groups = Math.min(n, mostWorkgroups);
  return {
    name: `row-per-group-${groupSize}`,
    hasBarriers: true,
    workgroups: [groups, Math.ceil(n / groups), 1],
    code: `${shared(reader)}
var<workgroup> sums: array<f32, ${groupSize}>;
@compute @workgroup_size(${groupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.x + group.y * ${groups}u;
  var sum = 0.0;
  if (row < ${n}u) {
    for (var part = lane; part < ${parts}u; part += ${groupSize}u) {
      sum += dotPart(row * ${parts}u + part, part * ${reader.part / 4}u);
    }
  }
  sums[lane] = sum;
  workgroupBarrier();
  for (var half = ${groupSize / 2}u; half > 0u; half >>= 1u) {
    if (lane < half) { sums[lane] += sums[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u && row < ${n}u) { y[row] = sums[0]; }
}
`,
  };
}

/** One program for each weight format. */
export const matvecWgsl: readonly WgslProgram[] = (['f32', 'f16', 'q8_0', 'q4_0'] as const).map(
  (dtype) => {
    const reader = readers[dtype];
    if (reader === undefined) throw new Error(`matvec has no WGSL reader for ${dtype}.`);
    return defineMatvec(dtype, reader);
  },
);
