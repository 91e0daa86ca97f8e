import { dimension, type ProblemSize } from './kernel-spec.ts';
import { mostWorkgroups, padded, type WgslProgram, type WgslVariant } from './wgsl-program.ts';

const groupSize = 256;

/** A WGSL program whose element is a function of the inputs at the same place: four values a load. */
export function defineStreamProgram(
  kernel: string,
  inputNames: readonly string[],
  /** WGSL expression of a `vec4f` in terms of the input names. */
  expression: string,
): WgslProgram {
  const columns = (size: ProblemSize) => dimension(size, 'elements');
  const pitch = (size: ProblemSize) => padded(columns(size), 4);
  return {
    kernel,
    dtype: 'f32',
    outputType: 'f32',
    inputs: (size) =>
      inputNames.map((_, position) => ({
        position,
        format: 'f32',
        rows: 1,
        columns: columns(size),
        paddedRows: 1,
        pitch: pitch(size),
      })),
    outputWords: pitch,
    variants: (size) =>
      [1, 4].map((perThread) => streamVariant(inputNames, expression, pitch(size) / 4, perThread)),
    locate: (index) => index,
  };
}

/** Each workgroup owns consecutive memory and its threads walk it side by side. */
function streamVariant(
  inputNames: readonly string[],
  expression: string,
  vectors: number,
  perThread: number,
): WgslVariant {
  const groups = Math.ceil(vectors / (groupSize * perThread));
  const x = Math.min(groups, mostWorkgroups);
  const bindings = inputNames.map(
    (name, i) => `@group(0) @binding(${i}) var<storage, read> in_${name}: array<vec4f>;`,
  );
  const loads = inputNames.map((name) => `let ${name} = in_${name}[i];`).join(' ');
  return {
    name: `vec4x${perThread}`,
    hasBarriers: false,
    workgroups: [x, Math.ceil(groups / x), 1],
    code: `${bindings.join('\n')}
@group(0) @binding(${inputNames.length}) var<storage, read_write> result: array<vec4f>;
@compute @workgroup_size(${groupSize})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let first = (group.x + group.y * ${x}u) * ${groupSize * perThread}u + lane;
  for (var step = 0u; step < ${perThread}u; step++) {
    let i = first + step * ${groupSize}u;
    if (i < ${vectors}u) {
      ${loads}
      result[i] = ${expression};
    }
  }
}
`,
  };
}
