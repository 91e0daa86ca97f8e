import { expect, it } from 'vitest';
import { isSoftwareAdapter } from './software-adapter.ts';

const names = (description: string, device = '', architecture = '') => ({
  description,
  device,
  architecture,
});

it.each([
  names('OpenGL version OpenGL ES 3.2 Mesa 22.3.6', 'llvmpipe-llvm-15-0-6-256-bits-'),
  names('llvmpipe (LLVM 17.0.6, 256 bits)'),
  names('SwiftShader driver 5.0.0', 'swiftshader-device-subzero-', 'swiftshader'),
  names('Microsoft Basic Render Driver'),
  { ...names('anything'), isFallbackAdapter: true },
])('knows that the CPU draws for $description', (info) => {
  expect(isSoftwareAdapter(info)).toBe(true);
});

it.each([
  names('NVIDIA H100 80GB HBM3', '', 'hopper'),
  names('AMD Radeon RX 7900 XTX (RADV NAVI31)', '', 'rdna-3'),
  names('Apple M3 Max', '', 'metal-3'),
  names('Intel(R) Arc(tm) A770 Graphics', '', 'xe-hpg'),
  { ...names('Qualcomm Adreno with a warped name'), isFallbackAdapter: false },
])('takes $description for hardware', (info) => {
  expect(isSoftwareAdapter(info)).toBe(false);
});
