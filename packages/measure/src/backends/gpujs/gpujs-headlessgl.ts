import type { GlContext } from '../../gpu/gl-context.ts';
import { gpujs } from '../../gpu/gpujs-library.ts';
import { isSoftwareAdapter } from '../../gpu/software-adapter.ts';
import type { Backend, BackendFacts } from '../backend.ts';
import { createGpujsBackend } from './gpujs-backend.ts';

/**
 * gpu.js on OpenGL without a window, by the package `gl`: detected where the user has installed it, never
 * required. `load` imports it; each execution includes the way of the answer back to the host.
 */
export function gpujsHeadlessgl(load: () => Promise<unknown>): Backend {
  return createGpujsBackend({
    mode: 'headlessgl',
    deviceKind: 'gpu',
    async probeMode() {
      await load();
      const { HeadlessGLKernel } = gpujs;
      if (!HeadlessGLKernel.isSupported) {
        return { reason: 'The package gl opens no context: OpenGL needs a display or EGL.' };
      }
      return { api: 'OpenGL ES 2 (headless-gl)', ...contextFacts(HeadlessGLKernel.testContext) };
    },
  });
}

/** Which device draws. One that does not tell is taken for the CPU: it must never be ranked as a GPU. */
function contextFacts(
  context: GlContext,
): Pick<BackendFacts, 'adapter' | 'driver' | 'maximumArrayBytes'> {
  const unmasked = context.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  const masked = `${context.getParameter(context.RENDERER)}`;
  const told = unmasked === undefined ? masked : `${context.getParameter(unmasked)}`;
  // NVIDIA's driver says how it is connected; WebGPU calls the same adapter by the rest.
  const name = told.replace(/\/PCIe.*$/, '');
  const edge = Number(context.getParameter(context.MAX_TEXTURE_SIZE));
  const isNamed = name !== '' && name !== 'ANGLE';
  const names = { architecture: '', device: name, description: masked };
  return {
    adapter: {
      name: isNamed ? name : 'unnamed OpenGL renderer',
      vendor: `${context.getParameter(context.VENDOR)}`,
      isSoftwareAdapter: !isNamed || isSoftwareAdapter(names),
    },
    driver: told,
    // A value takes a texel.
    ...(edge > 0 && { maximumArrayBytes: 4 * edge ** 2 }),
  };
}
