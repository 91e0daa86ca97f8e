/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { deviceKey, distinctAdapters, type GpuAdapter, type GpuApi } from './gpu-adapter.ts';
import { namesInList } from './list-adapters.ts';

function adapter(api: GpuApi, name: string, more: Partial<GpuAdapter> = {}): GpuAdapter {
  return { api, name, count: 1, isSoftwareAdapter: false, ...more };
}

it('knows one device by the names that two APIs have for it', () => {
  const names = [
    ['AMD Radeon RX 7900 XTX (RADV NAVI31)', 'AMD Radeon RX 7900 XTX (radeonsi, navi31, LLVM 17)'],
    ['NVIDIA GeForce RTX 4090', 'NVIDIA GeForce RTX 4090/PCIe/SSE2'],
    ['Intel(R) Arc(tm) A770 Graphics (DG2)', 'Mesa Intel(R) Arc(tm) A770 Graphics (DG2)'],
  ] as const;
  for (const [one, other] of names) expect(deviceKey(one)).toBe(deviceKey(other));
  expect(deviceKey('NVIDIA GeForce RTX 3060')).not.toBe(deviceKey('NVIDIA GeForce RTX 3060 Ti'));
});

it('takes each device once, through the first API that can use it', () => {
  const adapters = [
    adapter('opengles', 'NVIDIA L4/PCIe/SSE2'),
    adapter('vulkan', 'NVIDIA L4'),
    adapter('d3d12', 'NVIDIA A10', { obstacle: 'its driver gives no WebGPU adapter' }),
    adapter('vulkan', 'NVIDIA A10'),
  ];
  expect(distinctAdapters(adapters).map(({ api, name }) => `${api} ${name}`)).toEqual([
    'vulkan NVIDIA L4',
    'vulkan NVIDIA A10',
  ]);
});

// As Dawn answers to an adapter that nobody has.
it('reads names out of the list that Dawn gives, brackets and all, several of a kind apart', () => {
  const message =
    "no adapter with backend 'vulkan' and name 'x' found\nAvailable adapters:\n" +
    " * backend: 'vulkan', name: 'NVIDIA L4'\n * backend: 'vulkan', name: 'NVIDIA L4'\n" +
    " * backend: 'opengles', name: 'llvmpipe (LLVM 15.0.6, 256 bits)'";
  expect(namesInList(message, 'vulkan')).toEqual(['NVIDIA L4', 'NVIDIA L4']);
  expect(namesInList(message, 'opengles')).toEqual(['llvmpipe (LLVM 15.0.6, 256 bits)']);
  expect(namesInList('', 'vulkan')).toEqual([]);
});

const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';

it.skipIf(!existsSync(swiftShader))('finds two software adapters at once, each by its API', () => {
  const host = new URL('../node-host.ts', import.meta.url).href;
  const program = `import { nodeAdapters } from '${host}'; console.log(JSON.stringify(await nodeAdapters()));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
    env: { ...process.env, VK_DRIVER_FILES: swiftShader },
  });
  const adapters = JSON.parse(stdout) as GpuAdapter[];
  expect(adapters.map(({ api, isSoftwareAdapter }) => [api, isSoftwareAdapter])).toEqual([
    ['vulkan', true],
    ['opengles', true],
  ]);
  expect(adapters[0]?.name).toContain('SwiftShader');
  expect(adapters[1]?.name).toContain('llvmpipe');
});
