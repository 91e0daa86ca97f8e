import { fillShader } from '@ridgeline/kernels/input-words-wgsl';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import { afterAll, describe, expect, it } from 'vitest';
import { create } from 'webgpu';
import { compile, variantLimits } from './choose-variant.ts';

// Dawn's null backend draws nothing but checks everything, features that no adapter here has included.
// An instance that is collected takes its devices, and the process, with it.
const gpu = create(['backend=null']);
const alive = new Set([gpu]);
const adapter = await gpu.requestAdapter();
if (adapter === null) throw new Error('Dawn has no null backend.');
const device = await adapter.requestDevice({ requiredFeatures: ['shader-f16'] });

describe('every shader is valid WGSL, also those that no adapter here can run', () => {
  afterAll(() => {
    device.destroy();
    alive.clear();
  });

  it.each(wgslPrograms.map((program) => [program.kernel, program.dtype, program] as const))(
    '%s %s, each variant at each check size, and what fills its inputs',
    async (_kernel, _dtype, program) => {
      for (const size of findKernelSpec(program.kernel)?.checkSizes ?? []) {
        const variants = program.variants(size, variantLimits(device), 7);
        expect(variants.length).toBeGreaterThan(0);
        for (const variant of variants) await compile(device, variant);
        for (const input of program.inputs(size)) {
          for (const values of ['random', 'integers'] as const) {
            const code = fillShader(input, 7, values, 256);
            const [name, workgroups] = ['fill', [1, 1, 1]] as const;
            await compile(device, { name, code, workgroups, hasBarriers: false });
          }
        }
      }
    },
  );

  it('names what is wrong in a shader that is not', async () => {
    const [name, workgroups] = ['broken', [1, 1, 1]] as const;
    const broken = { name, code: 'fn main() { nonsense }', workgroups, hasBarriers: false };
    await expect(compile(device, broken)).rejects.toThrow(/broken does not compile: .*nonsense/s);
  });
});
