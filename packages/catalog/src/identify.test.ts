import { expect, test } from 'vitest';
import { devices, findDevice } from './find-device.ts';
import { identify, matchDevices } from './identify.ts';

test.each([
  ['NVIDIA GeForce RTX 4090', 'nvidia-geforce-rtx-4090'],
  ['GeForce RTX 4090', 'nvidia-geforce-rtx-4090'],
  // As WebGPU outside browsers spells adapters.
  ['nvidia-geforce-rtx-4090', 'nvidia-geforce-rtx-4090'],
  ['nvidia-geforce-rtx-4090-laptop-gpu', 'nvidia-geforce-rtx-4090-laptop-gpu'],
  ['amd-radeon-rx-7900-xtx--radv-navi31-', 'amd-radeon-rx-7900-xtx'],
  ['NVIDIA GeForce RTX 4090/PCIe/SSE2', 'nvidia-geforce-rtx-4090'],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'nvidia-geforce-rtx-4090',
  ],
  [
    'ANGLE (AMD, AMD Radeon RX 6800 XT (0x000073BF) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'amd-radeon-rx-6800-xt',
  ],
  [
    '01:00.0 VGA compatible controller: NVIDIA Corporation AD102 [GeForce RTX 4090] (rev a1)',
    'nvidia-geforce-rtx-4090',
  ],
  ['NVIDIA Corporation GA102 [GeForce RTX 3090] (rev a1)', 'nvidia-geforce-rtx-3090'],
  ['NVIDIA GeForce RTX 4090 Laptop GPU', 'nvidia-geforce-rtx-4090-laptop-gpu'],
  [
    'NVIDIA Corporation AD103M [GeForce RTX 4090 Laptop GPU] (rev a1)',
    'nvidia-geforce-rtx-4090-laptop-gpu',
  ],
  ['AMD Radeon RX 7900 XTX (RADV NAVI31)', 'amd-radeon-rx-7900-xtx'],
  ['AMD Radeon RX 7900 XTX (navi31, LLVM 15.0.7, DRM 3.54, 6.5.0)', 'amd-radeon-rx-7900-xtx'],
  ['Radeon RX 7900 XT', 'amd-radeon-rx-7900-xt'],
  ['Intel(R) Arc(TM) B580 Graphics', 'intel-arc-b580'],
  ['Tesla T4', 'nvidia-tesla-t4'],
  ['NVIDIA A100-SXM4-80GB', 'nvidia-a100-sxm4-80gb'],
  ['NVIDIA A100-SXM4-40GB', 'nvidia-a100-sxm4-40gb'],
  ['NVIDIA H100 80GB HBM3', 'nvidia-h100-sxm5-80gb'],
  ['NVIDIA H100 PCIe', 'nvidia-h100-pcie-80gb'],
  ['NVIDIA H200', 'nvidia-h200-sxm5-141gb'],
  ['NVIDIA RTX 6000 Ada Generation', 'nvidia-rtx-6000-ada'],
  ['Apple M1 Max 8P+2E+24GPU', 'apple-m1-max-24-core-gpu'],
  ['Apple M2 Ultra (76-core GPU)', 'apple-m2-ultra-76-core-gpu'],
])('the GPU string "%s" is %s', (name, slug) => {
  expect(identify({ kind: 'gpu', names: [name] })).toBe(slug);
});

test.each([
  ['Intel(R) Core(TM) i7-13700K CPU @ 3.40GHz', 'intel-core-i7-13700k'],
  ['13th Gen Intel(R) Core(TM) i7-13700K', 'intel-core-i7-13700k'],
  ['AMD Ryzen 7 7800X3D 8-Core Processor', 'amd-ryzen-7-7800x3d'],
  ['AMD Ryzen Threadripper PRO 7995WX 96-Cores', 'amd-ryzen-threadripper-pro-7995wx'],
  ['AMD EPYC 9654 96-Core Processor', 'amd-epyc-9654'],
  ['Intel(R) Xeon(R) Platinum 8380 CPU @ 2.30GHz', 'intel-xeon-platinum-8380'],
  ['Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz', 'intel-xeon-e5-2680-v3'],
])('the CPU string "%s" is %s', (name, slug) => {
  expect(identify({ kind: 'cpu', names: [name] })).toBe(slug);
});

test.each([
  ['gpu', 'NVIDIA GeForce RTX 4090 D2'],
  ['gpu', 'Apple M1 Max'],
  ['gpu', 'NVIDIA GeForce RTX 3080'],
  [
    'gpu',
    'Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M] (rev c8)',
  ],
  ['gpu', 'llvmpipe (LLVM 15.0.6, 256 bits)'],
  ['gpu', 'AMD Radeon Graphics'],
  ['gpu', ''],
  ['gpu', 'Intel(R) Core(TM) i7-13700K'],
  ['cpu', 'AMD EPYC'],
  ['gpu', 'Intel GeForce RTX 4090'],
] as const)('the %s string "%s" stays unknown rather than guessed', (kind, name) => {
  expect(identify({ kind, names: [name] })).toBeUndefined();
});

test('memory tells variants of one name apart, and contradicts a wrong one', () => {
  const names = ['NVIDIA GeForce RTX 3080'];
  expect(identify({ kind: 'gpu', names, memoryBytes: 10 * 2 ** 30 })).toBe(
    'nvidia-geforce-rtx-3080-10gb',
  );
  expect(identify({ kind: 'gpu', names, memoryBytes: 12 * 2 ** 30 })).toBe(
    'nvidia-geforce-rtx-3080-12gb',
  );
  expect(identify({ kind: 'gpu', names, memoryBytes: 20 * 2 ** 30 })).toBeUndefined();
  expect(identify({ kind: 'gpu', names: ['NVIDIA GeForce RTX 4060 Ti'], memoryBytes: 16e9 })).toBe(
    'nvidia-geforce-rtx-4060-ti-16gb',
  );
  // A card reworked to another memory size is not the catalogue's card.
  expect(
    identify({ kind: 'gpu', names: ['NVIDIA GeForce RTX 4090'], memoryBytes: 48e9 }),
  ).toBeUndefined();
});

test('the first name that matches decides, and later ones may help', () => {
  expect(identify({ kind: 'gpu', names: ['AD102', 'NVIDIA GeForce RTX 4090'] })).toBe(
    'nvidia-geforce-rtx-4090',
  );
});

test('every device has a slug of its own, found by it, by its own name and by every other spelling', () => {
  expect(devices.length).toBeGreaterThanOrEqual(270);
  expect(new Set(devices.map(({ slug }) => slug)).size).toBe(devices.length);
  for (const device of devices) {
    expect(device.slug).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/);
    expect(findDevice(device.slug)).toBe(device);
    for (const name of [device.name, ...device.aliases]) {
      const { kind, memoryBytes } = device;
      const names = [`${device.vendor} ${name}`];
      // A table that means a laptop's says so.
      const clues = { kind, names, memoryBytes, formFactor: 'desktop' } as const;
      const matches = matchDevices(clues).map(({ slug }) => slug);
      expect([name, matches.includes(device.slug)]).toEqual([name, true]);
      if (name === device.name) expect([name, identify(clues)]).toEqual([name, device.slug]);
    }
  }
});

test('memory is counted in GiB, as drivers report it', () => {
  const gibibytes = (slug: string) => (findDevice(slug)?.memoryBytes ?? 0) / 2 ** 30;
  expect(gibibytes('nvidia-geforce-rtx-4090')).toBe(24);
  expect(gibibytes('amd-radeon-rx-7900-xtx')).toBe(24);
  expect(gibibytes('nvidia-a100-sxm4-80gb')).toBe(80);
  // nvidia-smi says 81,559 MiB, 23,034 MiB and 15,360 MiB.
  expect(gibibytes('nvidia-h100-sxm5-80gb')).toBeCloseTo(81_559 / 1024, 1);
  expect(gibibytes('nvidia-l4')).toBeCloseTo(23_034 / 1024, 1);
  expect(gibibytes('nvidia-tesla-t4')).toBe(15_360 / 1024);
  // What drivers report still identifies the device, and so does a table that says 80e9.
  const h100 = { kind: 'gpu', names: ['NVIDIA H100 80GB HBM3'] } as const;
  expect(identify({ ...h100, memoryBytes: 81_559 * 2 ** 20 })).toBe('nvidia-h100-sxm5-80gb');
  expect(identify({ ...h100, memoryBytes: 80e9 })).toBe('nvidia-h100-sxm5-80gb');
});

test('figures are physical and labelled with a source', () => {
  for (const {
    name,
    bandwidthBytesPerSecond,
    computeFlopsPerSecond,
    source,
    prices,
    launchYear,
    launchSource,
    architectureSource,
  } of devices) {
    const bandwidth = bandwidthBytesPerSecond ?? 1e10;
    expect([name, bandwidth > 1e9 && bandwidth < 2e13]).toEqual([name, true]);
    const { f32 = 1e10, f16 = f32, int8 = f32 } = computeFlopsPerSecond;
    expect([name, f32 > 1e9 && f16 >= f32 && int8 >= f32 && int8 < 1e16]).toEqual([name, true]);
    expect(source.length).toBeGreaterThan(5);
    // A year or a price that no source was found for is absent, not remembered.
    expect([name, launchYear === undefined]).toEqual([name, launchSource === undefined]);
    if (launchYear !== undefined) {
      expect(launchYear).toBeGreaterThan(2005);
      expect(launchSource).toMatch(/^https:\/\//);
    }
    const { f16: f16Rate, int8: int8Rate } = computeFlopsPerSecond;
    if (f16Rate !== undefined || int8Rate !== undefined) {
      expect((architectureSource ?? '').length).toBeGreaterThan(15);
    }
    for (const price of prices) {
      expect(price.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(price.source).toMatch(/^https:\/\//);
      expect(price.amountUsd).toBeGreaterThan(price.per === 'hour' ? 0.01 : 20);
    }
  }
});
