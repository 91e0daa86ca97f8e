import { type DeviceRow, fluidX3D, gibibyte } from './device-row.ts';

/** GPUs of other vendors. */
// biome-ignore format: one device a line reads as a table.
export const otherGraphics: readonly DeviceRow[] = [
  { name: 'Arise 1020', vendor: 'Glenfly', kind: 'gpu', memoryBytes: 2 * gibibyte, bandwidthBytesPerSecond: 19e9, f32FlopsPerSecond: 1.5e12, source: fluidX3D },
  { name: 'Mali-G610 MP4', vendor: 'Arm', kind: 'gpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 34e9, f32FlopsPerSecond: 60e9, aliases: ['Mali-G610 MP4 (Orange Pi 5)'], source: fluidX3D },
  { name: 'Mali-G72 MP18', vendor: 'Arm', kind: 'gpu', memoryBytes: 4 * gibibyte, bandwidthBytesPerSecond: 29e9, f32FlopsPerSecond: 240e9, aliases: ['Mali-G72 MP18 (Samsung S9+)'], source: fluidX3D },
];
