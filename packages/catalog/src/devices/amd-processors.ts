import { type DeviceRow, fluidX3D, gibibyte } from './device-row.ts';
import { hardwareList } from './fact-sources.ts';

/** AMD processors. */
// biome-ignore format: one device a line reads as a table.
export const amdProcessors: readonly DeviceRow[] = [
  { name: '2x EPYC 9754', vendor: 'AMD', kind: 'cpu', memoryBytes: 3072 * gibibyte, bandwidthBytesPerSecond: 922e9, f32FlopsPerSecond: 50.79e12, source: fluidX3D },
  { name: '2x EPYC 9654', vendor: 'AMD', kind: 'cpu', memoryBytes: 1536 * gibibyte, bandwidthBytesPerSecond: 922e9, f32FlopsPerSecond: 43.62e12, launchYear: 2022, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 9555', vendor: 'AMD', kind: 'cpu', memoryBytes: 2304 * gibibyte, bandwidthBytesPerSecond: 1.229e12, f32FlopsPerSecond: 34.41e12, launchYear: 2024, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 9554', vendor: 'AMD', kind: 'cpu', memoryBytes: 384 * gibibyte, bandwidthBytesPerSecond: 922e9, f32FlopsPerSecond: 30.72e12, launchYear: 2022, launchSource: hardwareList, source: fluidX3D },
  { name: 'EPYC 9124', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 307e9, f32FlopsPerSecond: 3.69e12, launchYear: 2022, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 7713', vendor: 'AMD', kind: 'cpu', memoryBytes: 512 * gibibyte, bandwidthBytesPerSecond: 410e9, f32FlopsPerSecond: 8.19e12, launchYear: 2021, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 7352', vendor: 'AMD', kind: 'cpu', memoryBytes: 512 * gibibyte, bandwidthBytesPerSecond: 410e9, f32FlopsPerSecond: 3.53e12, launchYear: 2019, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 7313', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 410e9, f32FlopsPerSecond: 3.07e12, launchYear: 2021, launchSource: hardwareList, source: fluidX3D },
  { name: '2x EPYC 7302', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 410e9, f32FlopsPerSecond: 3.07e12, launchYear: 2019, launchSource: hardwareList, source: fluidX3D },
  { name: 'Ryzen Threadripper PRO 7995WX', vendor: 'AMD', kind: 'cpu', memoryBytes: 256 * gibibyte, bandwidthBytesPerSecond: 333e9, f32FlopsPerSecond: 15.36e12, launchYear: 2023, launchSource: hardwareList, aliases: ['Threadripper PRO 7995WX'], source: fluidX3D },
  { name: 'Ryzen Threadripper 3970X', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 102e9, f32FlopsPerSecond: 3.79e12, launchYear: 2019, launchSource: hardwareList, aliases: ['Threadripper 3970X'], source: fluidX3D },
  { name: 'Ryzen Threadripper 1950X', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 85e9, f32FlopsPerSecond: 870e9, launchYear: 2017, launchSource: hardwareList, aliases: ['Threadripper 1950X'], source: fluidX3D },
  { name: 'Ryzen 9 7900X3D', vendor: 'AMD', kind: 'cpu', memoryBytes: 128 * gibibyte, bandwidthBytesPerSecond: 83e9, f32FlopsPerSecond: 1.69e12, source: fluidX3D },
  { name: 'Ryzen 7 7800X3D', vendor: 'AMD', kind: 'cpu', memoryBytes: 32 * gibibyte, bandwidthBytesPerSecond: 102e9, f32FlopsPerSecond: 1.08e12, source: fluidX3D },
  { name: 'Ryzen 7 5700X3D', vendor: 'AMD', kind: 'cpu', memoryBytes: 32 * gibibyte, bandwidthBytesPerSecond: 51e9, f32FlopsPerSecond: 870e9, source: fluidX3D },
  { name: 'FX-6100', vendor: 'AMD', kind: 'cpu', memoryBytes: 16 * gibibyte, bandwidthBytesPerSecond: 26e9, f32FlopsPerSecond: 160e9, aliases: ['FX(tm)-6100'], source: fluidX3D },
  { name: 'Athlon X2 QL-65', vendor: 'AMD', kind: 'cpu', memoryBytes: 4 * gibibyte, bandwidthBytesPerSecond: 11e9, f32FlopsPerSecond: 30e9, source: fluidX3D },
  { name: 'EPYC 9754', vendor: 'AMD', kind: 'cpu', memoryBytes: 1536 * gibibyte, bandwidthBytesPerSecond: 461e9, f32FlopsPerSecond: 25.395e12, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 9654', vendor: 'AMD', kind: 'cpu', memoryBytes: 768 * gibibyte, bandwidthBytesPerSecond: 461e9, f32FlopsPerSecond: 21.81e12, launchYear: 2022, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 9555', vendor: 'AMD', kind: 'cpu', memoryBytes: 1152 * gibibyte, bandwidthBytesPerSecond: 614.5e9, f32FlopsPerSecond: 17.205e12, launchYear: 2024, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 9554', vendor: 'AMD', kind: 'cpu', memoryBytes: 192 * gibibyte, bandwidthBytesPerSecond: 461e9, f32FlopsPerSecond: 15.36e12, launchYear: 2022, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 7713', vendor: 'AMD', kind: 'cpu', memoryBytes: 256 * gibibyte, bandwidthBytesPerSecond: 205e9, f32FlopsPerSecond: 4.095e12, launchYear: 2021, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 7352', vendor: 'AMD', kind: 'cpu', memoryBytes: 256 * gibibyte, bandwidthBytesPerSecond: 205e9, f32FlopsPerSecond: 1.765e12, launchYear: 2019, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 7313', vendor: 'AMD', kind: 'cpu', memoryBytes: 64 * gibibyte, bandwidthBytesPerSecond: 205e9, f32FlopsPerSecond: 1.535e12, launchYear: 2021, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
  { name: 'EPYC 7302', vendor: 'AMD', kind: 'cpu', memoryBytes: 64 * gibibyte, bandwidthBytesPerSecond: 205e9, f32FlopsPerSecond: 1.535e12, launchYear: 2019, launchSource: hardwareList, source: `half of the two-socket row of ${fluidX3D}` },
];
