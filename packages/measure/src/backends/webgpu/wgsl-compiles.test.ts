import { fillShader } from '@ridgeline/kernels/input-words-wgsl';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import { afterAll, describe, expect, it } from 'vitest';
import { create } from 'webgpu';
import { matrixUnitsFeature, matrixUnitsOf } from '../../gpu/matrix-units.ts';
import { compile, variantLimits } from './choose-variant.ts';

// Dawn's null backend draws nothing but checks everything, features that no adapter here has included.
// An instance that is collected takes its devices, and the process, with it.
const gpu = create(['backend=null', 'enable-dawn-features=allow_unsafe_apis']);
const alive = new Set([gpu]);
const adapter = await gpu.requestAdapter();
if (adapter === null) throw new Error('Dawn has no null backend.');
const required = ['shader-f16', 'subgroups', matrixUnitsFeature];
const device = await adapter.requestDevice({ requiredFeatures: required as GPUFeatureName[] });

/** Limits as of a device whose matrix units multiply 16 × 16 × 16. */
const limitsWithUnits = {
  ...variantLimits(device),
  ...{ workgroupStorageBytes: 49_152, workgroupInvocations: 1024 },
  matrixUnits: { rows: 16, columns: 16, depth: 16, subgroupSize: 32 },
};

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

  it('multiplies on matrix units in valid WGSL, in two forms', async () => {
    // Dawn's null device takes no workgroup that a subgroup of 32 divides: the module alone is checked.
    const variants = wgslPrograms
      .filter(({ kernel }) => kernel === 'matmul')
      .flatMap((program) => program.variants({ m: 33, n: 65, k: 97 }, limitsWithUnits, 7))
      .filter(({ isExperimental }) => isExperimental);
    expect(variants.map(({ name }) => name)).toEqual([
      'matrix-units-16x16x16-direct',
      'matrix-units-16x16x16-shared-32',
    ]);
    for (const { code } of variants) {
      const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
      expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    }
  });

  it('offers no matrix units where the device lists none', () => {
    expect(matrixUnitsOf(device)).toBeUndefined();
    expect(variantLimits(device)).not.toHaveProperty('matrixUnits');
  });

  it('names what is wrong in a shader that is not', async () => {
    const [name, workgroups] = ['broken', [1, 1, 1]] as const;
    const broken = { name, code: 'fn main() { nonsense }', workgroups, hasBarriers: false };
    await expect(compile(device, broken)).rejects.toThrow(/broken does not compile: .*nonsense/s);
  });
});
