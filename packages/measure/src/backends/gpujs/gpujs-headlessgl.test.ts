import { expect, it } from 'vitest';
import { gpujsHeadlessgl } from './gpujs-headlessgl.ts';

it('is not taken for available because the package loads: a context must open', async () => {
  const probe = await gpujsHeadlessgl(async () => ({})).probe();
  if (probe.isAvailable) expect(probe.adapter?.name).toBeTruthy();
  else expect(probe.reason).toMatch(/opens no context/);
});
