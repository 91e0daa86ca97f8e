import { type DeviceRow, fluidX3D, gibibyte } from './device-row.ts';

/** Arm processors. */
// biome-ignore format: one device a line reads as a table.
export const armProcessors: readonly DeviceRow[] = [
  { name: 'GH200 Neoverse-V2 CPU', vendor: 'NVIDIA', kind: 'cpu', memoryBytes: 480 * gibibyte, bandwidthBytesPerSecond: 384e9, f32FlopsPerSecond: 7.88e12, source: fluidX3D },
];
