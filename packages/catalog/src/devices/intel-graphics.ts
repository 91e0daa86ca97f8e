import { type DeviceRow, fluidX3D, gibibyte } from './device-row.ts';
import {
  battlemageArticle,
  hardwareList,
  launchPrice,
  listedPrice,
  midAmpereArticle,
} from './fact-sources.ts';

/** Intel Arc, Iris and UHD graphics. */
// biome-ignore format: one device a line reads as a table.
export const intelGraphics: readonly DeviceRow[] = [
  { name: 'Data Center GPU Max 1100', vendor: 'Intel', kind: 'gpu', memoryBytes: 48 * gibibyte, bandwidthBytesPerSecond: 1.229e12, f32FlopsPerSecond: 22.22e12, source: fluidX3D },
  { name: 'Arc Pro B70', vendor: 'Intel', kind: 'gpu', memoryBytes: 32 * gibibyte, bandwidthBytesPerSecond: 608e9, f32FlopsPerSecond: 22.63e12, launchYear: 2026, launchSource: hardwareList, prices: [listedPrice(949)], source: fluidX3D },
  { name: 'Arc Pro B60', vendor: 'Intel', kind: 'gpu', memoryBytes: 24 * gibibyte, bandwidthBytesPerSecond: 456e9, f32FlopsPerSecond: 12.29e12, launchYear: 2025, launchSource: hardwareList, prices: [listedPrice(1200)], source: fluidX3D },
  { name: 'Arc B580', vendor: 'Intel', kind: 'gpu', memoryBytes: 12 * gibibyte, bandwidthBytesPerSecond: 456e9, f32FlopsPerSecond: 14.59e12, launchYear: 2024, launchSource: hardwareList, prices: [launchPrice(249, '2024-12-13', battlemageArticle)], aliases: ['Arc B580 LE'], source: fluidX3D },
  { name: 'Arc B570', vendor: 'Intel', kind: 'gpu', memoryBytes: 10 * gibibyte, bandwidthBytesPerSecond: 380e9, f32FlopsPerSecond: 12.67e12, launchYear: 2025, launchSource: hardwareList, prices: [launchPrice(219, '2025-01-16', battlemageArticle)], source: fluidX3D },
  { name: 'Arc Pro B50', vendor: 'Intel', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 224e9, f32FlopsPerSecond: 10.65e12, launchYear: 2025, launchSource: hardwareList, prices: [listedPrice(350)], source: fluidX3D },
  { name: 'Arc A770 16GB', vendor: 'Intel', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 560e9, f32FlopsPerSecond: 19.66e12, launchYear: 2022, launchSource: hardwareList, prices: [listedPrice(350)], aliases: ['Arc A770 LE', 'Arc A770'], source: fluidX3D },
  { name: 'Arc A750', vendor: 'Intel', kind: 'gpu', memoryBytes: 8 * gibibyte, bandwidthBytesPerSecond: 512e9, f32FlopsPerSecond: 17.2e12, launchYear: 2022, launchSource: hardwareList, prices: [launchPrice(289, '2023-05-18', midAmpereArticle)], aliases: ['Arc A750 LE'], source: fluidX3D },
  { name: 'Arc A580', vendor: 'Intel', kind: 'gpu', memoryBytes: 8 * gibibyte, bandwidthBytesPerSecond: 512e9, f32FlopsPerSecond: 12.29e12, source: fluidX3D },
  { name: 'Arc Pro A40', vendor: 'Intel', kind: 'gpu', memoryBytes: 6 * gibibyte, bandwidthBytesPerSecond: 192e9, f32FlopsPerSecond: 5.02e12, source: fluidX3D },
  { name: 'Arc A380', vendor: 'Intel', kind: 'gpu', memoryBytes: 6 * gibibyte, bandwidthBytesPerSecond: 186e9, f32FlopsPerSecond: 4.2e12, launchYear: 2022, launchSource: hardwareList, prices: [listedPrice(139)], source: fluidX3D },
  { name: 'Iris Xe MAX', vendor: 'Intel', kind: 'gpu', memoryBytes: 4 * gibibyte, bandwidthBytesPerSecond: 68e9, f32FlopsPerSecond: 2.07e12, aliases: ['Iris Xe MAX Graphics'], source: fluidX3D },
  { name: 'Arc B390', vendor: 'Intel', kind: 'gpu', memoryBytes: 25.4 * gibibyte, bandwidthBytesPerSecond: 137e9, f32FlopsPerSecond: 7.68e12, aliases: ['Arc B390 (Ultra X7 358H)'], source: fluidX3D },
  { name: 'Arc 140V', vendor: 'Intel', kind: 'gpu', memoryBytes: 25.4 * gibibyte, bandwidthBytesPerSecond: 137e9, f32FlopsPerSecond: 3.99e12, aliases: ['Arc 140V (Ultra 7 258V)', 'Arc Graphics 140V', 'Arc 140V GPU'], source: fluidX3D },
  { name: 'Graphics (Ultra 9 285K)', vendor: 'Intel', kind: 'gpu', memoryBytes: 24.4 * gibibyte, bandwidthBytesPerSecond: 90e9, f32FlopsPerSecond: 2.05e12, source: fluidX3D },
  { name: 'Arc Graphics (Meteor Lake)', vendor: 'Intel', kind: 'gpu', memoryBytes: 13.7 * gibibyte, bandwidthBytesPerSecond: 90e9, f32FlopsPerSecond: 4.81e12, aliases: ['Arc Graphics (Ultra 9 185H)'], source: fluidX3D },
  { name: 'Iris Xe Graphics (Alder Lake)', vendor: 'Intel', kind: 'gpu', memoryBytes: 12.7 * gibibyte, bandwidthBytesPerSecond: 77e9, f32FlopsPerSecond: 1.92e12, aliases: ['Iris Xe Graphics (i7-1265U)'], source: fluidX3D },
  { name: 'UHD Graphics Xe 32EUs', vendor: 'Intel', kind: 'gpu', memoryBytes: 24.4 * gibibyte, bandwidthBytesPerSecond: 51e9, f32FlopsPerSecond: 740e9, source: fluidX3D },
  { name: 'UHD Graphics 770', vendor: 'Intel', kind: 'gpu', memoryBytes: 29.3 * gibibyte, bandwidthBytesPerSecond: 90e9, f32FlopsPerSecond: 820e9, source: fluidX3D },
  { name: 'UHD Graphics 630', vendor: 'Intel', kind: 'gpu', memoryBytes: 6.8 * gibibyte, bandwidthBytesPerSecond: 51e9, f32FlopsPerSecond: 460e9, source: fluidX3D },
  { name: 'UHD Graphics P630', vendor: 'Intel', kind: 'gpu', memoryBytes: 49.8 * gibibyte, bandwidthBytesPerSecond: 42e9, f32FlopsPerSecond: 460e9, source: fluidX3D },
  { name: 'HD Graphics 5500', vendor: 'Intel', kind: 'gpu', memoryBytes: 3 * gibibyte, bandwidthBytesPerSecond: 26e9, f32FlopsPerSecond: 350e9, source: fluidX3D },
  { name: 'HD Graphics 4600', vendor: 'Intel', kind: 'gpu', memoryBytes: 2 * gibibyte, bandwidthBytesPerSecond: 26e9, f32FlopsPerSecond: 380e9, source: fluidX3D },
  { name: 'Arc A770M', vendor: 'Intel', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 512e9, f32FlopsPerSecond: 13.5e12, source: 'Intel product page' },
];
