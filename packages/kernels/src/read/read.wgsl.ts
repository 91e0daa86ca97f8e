import { dimension, type ProblemSize } from '../kernel-spec.ts';
import { padded, type WgslProgram, type WgslVariant } from '../wgsl-program.ts';
import { readPartialSums } from './partial-sums.ts';

const streams = 4;
const vectors = (size: ProblemSize) => padded(dimension(size, 'elements'), 4) / 4;

/** Every thread follows four streams of vectors, so that enough loads are under way at any time. */
export const readWgsl: WgslProgram = {
  kernel: 'read',
  dtype: 'f32',
  outputType: 'f32',
  inputs: (size) => [
    {
      position: 0,
      format: 'f32',
      rows: 1,
      columns: dimension(size, 'elements'),
      paddedRows: 1,
      pitch: 4 * vectors(size),
    },
  ],
  outputWords: () => readPartialSums,
  variants: (size) => [direct(vectors(size)), ...[512, 2048].map((g) => reduced(vectors(size), g))],
  locate: (index) => index,
};

/** WGSL that adds the vectors first, first + stride … into `sum`. */
const accumulate = (total: number, stride: number): string => `
  var s0 = vec4f(); var s1 = vec4f(); var s2 = vec4f(); var s3 = vec4f();
  var i = first;
  for (; i + ${(streams - 1) * stride}u < ${total}u; i += ${streams * stride}u) {
    s0 += a[i]; s1 += a[i + ${stride}u]; s2 += a[i + ${2 * stride}u]; s3 += a[i + ${3 * stride}u];
  }
  for (; i < ${total}u; i += ${stride}u) { s0 += a[i]; }
  let sum = dot((s0 + s1) + (s2 + s3), vec4f(1.0));`;

const bindings = `@group(0) @binding(0) var<storage, read> a: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> result: array<f32>;`;

/** One partial sum a thread and no barrier: best where threads are few and wide, as on a CPU. */
function direct(total: number): WgslVariant {
  const groupSize = 64;
  return {
    name: 'direct',
    hasBarriers: false,
    workgroups: [readPartialSums / groupSize, 1, 1],
    code: `${bindings}
@compute @workgroup_size(${groupSize})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let first = id.x;${accumulate(total, readPartialSums)}
  result[id.x] = sum;
}
`,
  };
}

/** One partial sum a workgroup of 256 threads. */
function reduced(total: number, groups: number): WgslVariant {
  const groupSize = 256;
  return {
    name: `reduced-${groups}`,
    hasBarriers: true,
    workgroups: [groups, 1, 1],
    code: `${bindings}
var<workgroup> parts: array<f32, ${groupSize}>;
@compute @workgroup_size(${groupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let first = group.x * ${groupSize}u + lane;${accumulate(total, groups * groupSize)}
  parts[lane] = sum;
  workgroupBarrier();
  for (var half = ${groupSize / 2}u; half > 0u; half >>= 1u) {
    if (lane < half) { parts[lane] += parts[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u) { result[group.x] = parts[0]; }
}
`,
  };
}
