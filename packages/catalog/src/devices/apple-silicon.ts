import { type DeviceRow, gibibyte } from './device-row.ts';
import { hardwareList } from './fact-sources.ts';

/** Apple published f32 rates for whole chips of the first two generations, and bandwidths of all. */
const appleM1 =
  'Apple technical specifications; f32: Apple newsroom 2020-11-10, 2.6 TFLOP/s for 8 cores';
const appleM2 =
  'Apple technical specifications; f32: Apple newsroom 2022-06-06, 3.6 TFLOP/s for 10 cores';
const appleM3 =
  'Apple technical specifications; f32: 256 FLOP per core and clock at 1.38 GHz (secondary)';
const appleM4 =
  'Apple technical specifications; f32: 256 FLOP per core and clock at 1.58 GHz (secondary)';
const appleM5 =
  'Apple technical specifications; f32: 256 FLOP per core and clock at 1.62 GHz (secondary)';

/** GPUs of Apple M-series chips. */
// biome-ignore format: one device a line reads as a table.
export const appleSilicon: readonly DeviceRow[] = [
  { name: 'M5 (10-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 18 * gibibyte, bandwidthBytesPerSecond: 153e9, f32FlopsPerSecond: 4.147e12, launchYear: 2025, launchSource: hardwareList, source: appleM5 },
  { name: 'M3 Ultra (60-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 76.8 * gibibyte, bandwidthBytesPerSecond: 819e9, f32FlopsPerSecond: 21.198e12, launchYear: 2025, launchSource: hardwareList, source: appleM3 },
  { name: 'M2 Ultra (76-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 144 * gibibyte, bandwidthBytesPerSecond: 800e9, f32FlopsPerSecond: 27.208e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 Max (38-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 21.33 * gibibyte, bandwidthBytesPerSecond: 400e9, f32FlopsPerSecond: 13.604e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 Pro (19-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 10.67 * gibibyte, bandwidthBytesPerSecond: 200e9, f32FlopsPerSecond: 6.802e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M1 Ultra (64-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 96 * gibibyte, bandwidthBytesPerSecond: 800e9, f32FlopsPerSecond: 20.8e12, launchYear: 2022, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 Max (24-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 21.33 * gibibyte, bandwidthBytesPerSecond: 400e9, f32FlopsPerSecond: 7.8e12, launchYear: 2021, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 Pro (16-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 10.67 * gibibyte, bandwidthBytesPerSecond: 200e9, f32FlopsPerSecond: 5.2e12, launchYear: 2021, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 (8-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 10.67 * gibibyte, bandwidthBytesPerSecond: 68e9, f32FlopsPerSecond: 2.6e12, launchYear: 2020, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 (7-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 68e9, f32FlopsPerSecond: 2.275e12, launchYear: 2020, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 Pro (14-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 200e9, f32FlopsPerSecond: 4.55e12, launchYear: 2021, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 Max (32-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 32 * gibibyte, bandwidthBytesPerSecond: 400e9, f32FlopsPerSecond: 10.4e12, launchYear: 2021, launchSource: hardwareList, source: appleM1 },
  { name: 'M1 Ultra (48-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 64 * gibibyte, bandwidthBytesPerSecond: 800e9, f32FlopsPerSecond: 15.6e12, launchYear: 2022, launchSource: hardwareList, source: appleM1 },
  { name: 'M2 (8-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 100e9, f32FlopsPerSecond: 2.864e12, launchYear: 2022, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 (10-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 100e9, f32FlopsPerSecond: 3.58e12, launchYear: 2022, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 Pro (16-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 200e9, f32FlopsPerSecond: 5.728e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 Max (30-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 32 * gibibyte, bandwidthBytesPerSecond: 400e9, f32FlopsPerSecond: 10.74e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M2 Ultra (60-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 64 * gibibyte, bandwidthBytesPerSecond: 800e9, f32FlopsPerSecond: 21.48e12, launchYear: 2023, launchSource: hardwareList, source: appleM2 },
  { name: 'M3 (8-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 100e9, f32FlopsPerSecond: 2.8264e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 (10-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 100e9, f32FlopsPerSecond: 3.533e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 Pro (14-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 18 * gibibyte, bandwidthBytesPerSecond: 150e9, f32FlopsPerSecond: 4.9462e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 Pro (18-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 18 * gibibyte, bandwidthBytesPerSecond: 150e9, f32FlopsPerSecond: 6.3594e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 Max (30-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 36 * gibibyte, bandwidthBytesPerSecond: 300e9, f32FlopsPerSecond: 10.599e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 Max (40-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 48 * gibibyte, bandwidthBytesPerSecond: 400e9, f32FlopsPerSecond: 14.132e12, launchYear: 2023, launchSource: hardwareList, source: appleM3 },
  { name: 'M3 Ultra (80-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 256 * gibibyte, bandwidthBytesPerSecond: 819e9, f32FlopsPerSecond: 28.264e12, launchYear: 2025, launchSource: hardwareList, source: appleM3 },
  { name: 'M4 (8-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 120e9, f32FlopsPerSecond: 3.236e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M4 (10-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 120e9, f32FlopsPerSecond: 4.045e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M4 Pro (16-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 24 * gibibyte, bandwidthBytesPerSecond: 273e9, f32FlopsPerSecond: 6.472e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M4 Pro (20-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 24 * gibibyte, bandwidthBytesPerSecond: 273e9, f32FlopsPerSecond: 8.09e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M4 Max (32-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 36 * gibibyte, bandwidthBytesPerSecond: 410e9, f32FlopsPerSecond: 12.944e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M4 Max (40-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 48 * gibibyte, bandwidthBytesPerSecond: 546e9, f32FlopsPerSecond: 16.18e12, launchYear: 2024, launchSource: hardwareList, source: appleM4 },
  { name: 'M5 (8-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 153e9, f32FlopsPerSecond: 3.3176e12, launchYear: 2025, launchSource: hardwareList, source: appleM5 },
  { name: 'M5 Pro (16-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 24 * gibibyte, bandwidthBytesPerSecond: 307e9, f32FlopsPerSecond: 6.6352e12, launchYear: 2026, launchSource: hardwareList, source: appleM5 },
  { name: 'M5 Pro (20-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 24 * gibibyte, bandwidthBytesPerSecond: 307e9, f32FlopsPerSecond: 8.294e12, launchYear: 2026, launchSource: hardwareList, source: appleM5 },
  { name: 'M5 Max (32-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 36 * gibibyte, bandwidthBytesPerSecond: 460e9, f32FlopsPerSecond: 13.2704e12, launchYear: 2026, launchSource: hardwareList, source: appleM5 },
  { name: 'M5 Max (40-core GPU)', vendor: 'Apple', kind: 'gpu', memoryBytes: 48 * gibibyte, bandwidthBytesPerSecond: 614e9, f32FlopsPerSecond: 16.588e12, launchYear: 2026, launchSource: hardwareList, source: appleM5 },
];
