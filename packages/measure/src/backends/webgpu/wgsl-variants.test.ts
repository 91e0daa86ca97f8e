import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { WgslProgram } from '@ridgeline/kernels/wgsl-program';
import { wgslPrograms } from '@ridgeline/kernels/wgsl-programs';
import { afterAll, describe, expect, it } from 'vitest';
import { acquireDevice, releaseDevice } from '../../gpu/gpu-device.ts';
import { nodeHost } from '../../node-host.ts';
import { verifyAnswer } from '../../verify-answer.ts';
import { variantLimits } from './choose-variant.ts';
import { prepareWgsl } from './wgsl-prepared.ts';

const source = nodeHost().gpu;
const device = await acquireDevice(source).then(
  (acquired) => acquired.device,
  (error: unknown) => String(error),
);

const languageFeatures = (await source.open().catch(() => undefined))?.wgslLanguageFeatures ?? [];

/** The program as if it had one variant alone. */
const only = (program: WgslProgram, index: number): WgslProgram => ({
  ...program,
  variants: (...args) => program.variants(...args).slice(index, index + 1),
});

// Software adapters may compile a shader with barriers for seconds.
const timeout = 60_000;

describe('each variant of the WGSL programs, since a run verifies only the fastest', () => {
  if (typeof device === 'string') {
    it.skip(`has no adapter here: ${device}`);
    return;
  }
  afterAll(releaseDevice);
  for (const program of wgslPrograms) {
    const kernel = findKernelSpec(program.kernel);
    if (kernel === undefined) throw new Error(`There is no kernel ${program.kernel}.`);
    const features = new Set<string>([...device.features, ...languageFeatures]);
    const missing = program.feature !== undefined && !features.has(program.feature);
    const [checkSize] = kernel.checkSizes;
    const names = program
      .variants(checkSize ?? {}, variantLimits(device), 7)
      .map(({ name }) => name);
    describe.skipIf(missing)(`${program.kernel} ${program.dtype}`, () => {
      const cases = names.map((name, index) => ({ name, index }));
      it.each(cases)('$name', { timeout }, async ({ name, index }) => {
        for (const size of kernel.checkSizes) {
          const problem = {
            kernel,
            dtype: program.dtype,
            size,
            seed: 11,
            values: 'random',
          } as const;
          const request = { ...problem, copies: 1 };
          const context = { device, hasFastBarriers: true, contenders: new Map() };
          const prepared = await prepareWgsl(context, only(program, index), request);
          expect(prepared.variant).toBe(name);
          await prepared.execute(2);
          await verifyAnswer(prepared, problem);
          await prepared.dispose();
        }
      });
    });
  }

  it('leaves out an experimental variant that is wrong or does not compile', {
    timeout,
  }, async () => {
    const program = wgslPrograms.find(({ kernel }) => kernel === 'scale');
    const kernel = findKernelSpec('scale');
    if (program === undefined || kernel === undefined) throw new Error('There is no scale.');
    const doubtful: WgslProgram = {
      ...program,
      variants(...args) {
        const [good] = program.variants(...args);
        if (good === undefined) return [];
        const isExperimental = true;
        return [
          { ...good, name: 'wrong', code: good.code.replace('3.0', '3.5'), isExperimental },
          { ...good, name: 'broken', code: 'nonsense', isExperimental },
          good,
        ];
      },
    };
    const size = { elements: 4096 };
    const request = { kernel, dtype: 'f32', size, seed: 3, values: 'random', copies: 1 } as const;
    const context = { device, hasFastBarriers: true, contenders: new Map() };
    const prepared = await prepareWgsl(context, doubtful, request);
    expect(prepared.variant).toBe('vec4x1');
    await prepared.dispose();
  });
});
