import { dimension } from '../kernel-spec.ts';
import type { WgslProgram } from '../wgsl-program.ts';
import { chainStart } from './chain.ts';

/** The chain on one thread: all that a GPU can do with it. */
export const serialBranchWgsl: WgslProgram = {
  kernel: 'serial-branch',
  dtype: 'i32',
  outputType: 'u32',
  inputs: () => [],
  outputWords: () => 1,
  variants: (size, _limits, seed) => [
    {
      name: 'one-thread',
      hasBarriers: false,
      workgroups: [1, 1, 1],
      code: `@group(0) @binding(0) var<storage, read_write> result: array<u32>;
@compute @workgroup_size(1)
fn main() {
  var x = ${chainStart(seed)}u;
  for (var i = 0u; i < ${dimension(size, 'steps')}u; i++) {
    if ((x & 0x8000u) != 0u) {
      x = x * 0x0019660du + 0x3c6ef35fu;
    } else {
      x = (x ^ (x >> 13u)) + 0x9e3779b9u;
    }
  }
  result[0] = x;
}
`,
    },
  ],
  locate: (index) => index,
};
