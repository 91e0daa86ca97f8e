import { expect, it } from 'vitest';
import { gpujsHeadlessgl } from './gpujs-headlessgl.ts';

it('says what to install where the package is missing, and never throws', async () => {
  const load = () =>
    Promise.reject(new Error("Cannot find package 'gl' imported from /home/someone"));
  const backend = gpujsHeadlessgl(load);
  expect(backend.id).toBe('gpujs-headlessgl');
  expect(await backend.probe()).toEqual({
    isAvailable: false,
    reason: 'The optional package gl is not installed, or not built: npm install gl',
  });
});

it('is not taken for available because the package loads: a context must open', async () => {
  const probe = await gpujsHeadlessgl(async () => ({})).probe();
  if (probe.isAvailable) expect(probe.adapter?.name).toBeTruthy();
  else expect(probe.reason).toMatch(/opens no context/);
});
