import type { GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import { expect, test } from 'vitest';
import { chooseAdapters } from './choose-adapters.ts';
import type { SystemGpu } from './host/gpus/system-gpu.ts';
import { planGroups } from './plan-groups.ts';
import { UserError } from './user-error.ts';

function adapter(name: string, more: Partial<GpuAdapter> = {}): GpuAdapter {
  return { api: 'vulkan', name, count: 1, isSoftwareAdapter: false, ...more };
}

const discrete = adapter('NVIDIA GeForce RTX 4090', { vendor: 'nvidia' });
const integrated = adapter('Intel(R) UHD Graphics 770 (ADL-S GT1)', { vendor: 'intel' });
const software = adapter('llvmpipe (LLVM 15.0.6, 256 bits)', { isSoftwareAdapter: true });
const all = { preset: 'quick', devices: undefined } as const;

test('every real GPU is measured, integrated and discrete, and a software adapter is left out', () => {
  const { adapters, leftOut } = chooseAdapters([discrete, integrated, software], [], all);
  expect(adapters).toEqual([discrete, integrated]);
  expect(leftOut).toEqual([{ name: software.name, reason: expect.stringContaining('software') }]);
});

test('where there is nothing else, software adapters are measured', () => {
  expect(chooseAdapters([software], [], all)).toEqual({ adapters: [software], leftOut: [] });
});

test('what there is no time for is named with the way to measure it', () => {
  const third = adapter('NVIDIA L4', { vendor: 'nvidia' });
  const found = [discrete, integrated, third];
  const { adapters, leftOut } = chooseAdapters(found, [], all);
  expect(adapters).toHaveLength(2);
  expect(leftOut[0]).toMatchObject({ name: 'NVIDIA L4', reason: expect.stringContaining('time') });
  expect(chooseAdapters(found, [], { ...all, preset: 'full' }).adapters).toHaveLength(3);
});

test('--device chooses by a part of the name, a software adapter too, and only that', () => {
  const found = [discrete, integrated, software];
  const { adapters, leftOut } = chooseAdapters(found, [], { ...all, devices: ['llvmpipe'] });
  expect(adapters).toEqual([software]);
  expect(leftOut.map(({ reason }) => reason)).toEqual([
    'Not chosen by --device.',
    'Not chosen by --device.',
  ]);
  const error = catchError(() => chooseAdapters(found, [], { ...all, devices: ['RTX 5090'] }));
  expect(error).toBeInstanceOf(UserError);
  expect(`${error}`).toContain('cpu, NVIDIA GeForce RTX 4090');
});

test('an unusable adapter, and a GPU that no API shows, are left out by name', () => {
  const broken = adapter('AMD Radeon', { vendor: 'amd', obstacle: 'its driver is too old' });
  const hidden: SystemGpu = { vendor: 'nvidia', names: ['NVIDIA Corporation GK104 [GTX 680]'] };
  const { adapters, leftOut } = chooseAdapters([integrated, broken], [hidden], all);
  expect(adapters).toEqual([integrated]);
  expect(leftOut.map(({ name }) => name)).toEqual([broken.name, hidden.names[0]]);
  expect(leftOut[0]?.reason).toContain('too old');
});

test('one GPU that two APIs call differently is measured once, several of a kind are a device', () => {
  const gpu: SystemGpu = {
    vendor: 'intel',
    names: ['Intel(R) UHD Graphics 770'],
    pciIds: { vendor: 0x8086, device: 0x4680 },
  };
  const other = adapter('Intel(R) UHD Graphics', { api: 'opengles', vendor: 'intel' });
  expect(chooseAdapters([integrated, other], [gpu], all).adapters).toEqual([integrated]);
});

test('backends that use the chosen GPU run once for each, one process after the other', () => {
  const gpus = [discrete, integrated].map(({ api, name }) => ({ api, name }));
  const onGpus = planGroups({}, gpus).filter((task) => task.adapter !== undefined);
  expect(onGpus.map((task) => task.adapter)).toEqual(gpus);
  expect(planGroups({ devices: ['cpu'] }, []).flatMap((task) => task.backends)).not.toContain(
    'webgpu',
  );
  const chosen = planGroups({ devices: ['4090'] }, gpus.slice(0, 1));
  expect(chosen.flatMap((task) => task.backends)).toEqual(['webgpu', 'gpujs-webgpu']);
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
