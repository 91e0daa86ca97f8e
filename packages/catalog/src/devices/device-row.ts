/** A price on a day, from a named source. It is never brought up to date silently. */
export interface DevicePrice {
  readonly amountUsd: number;
  /** What the amount buys: the device, or an hour of it. */
  readonly per: 'device' | 'hour';
  /** Day of the price, RFC 3339 date. */
  readonly asOf: string;
  readonly source: string;
}

/** What data sheets say beside memory, bandwidth and f32 rate. What no source gave is absent. */
export interface SheetFacts {
  /** Most memory that the processor takes; how much a machine has is another matter. */
  readonly maximumMemoryBytes?: number;
  /** GDDR6X, HBM3, DDR5, LPDDR5X … */
  readonly memoryType?: string;
  /** Width of the memory bus of all channels. */
  readonly memoryBusBits?: number;
  /** Transfers of one pin. */
  readonly memoryTransfersPerSecond?: number;
  /** Fused multiply-adds in f32 that a GPU starts in one cycle: "shading units", "CUDA cores". */
  readonly f32Lanes?: number;
  /** Cores of one processor. */
  readonly physicalCores?: number;
  /** Those of `physicalCores` that are efficiency cores, and their guaranteed clock. */
  readonly efficiencyCores?: number;
  readonly efficiencyBaseHertz?: number;
  readonly logicalCores?: number;
  /** Microarchitecture of the cores: `zen4`, `golden-cove/gracemont`. */
  readonly coreType?: string;
  readonly instructionSets?: readonly string[];
  /** Guaranteed clock, of the performance cores where there are two kinds. */
  readonly baseHertz?: number;
  readonly boostHertz?: number;
  readonly level2Bytes?: number;
  readonly level3Bytes?: number;
  /** Power that cooling is built for (TDP, board power, base power). */
  readonly powerWatts?: number;
  /** Where these facts come from. */
  readonly sheetSource?: string;
  /** Figures that no source states, and what each was computed from. */
  readonly derived?: Readonly<Partial<Record<DerivedFigure, string>>>;
}

/** A figure that may have been computed from others. */
export type DerivedFigure = 'bandwidth' | 'f32' | 'f16' | 'bf16' | 'int8' | 'fp8' | 'fp4';

/** One row of a device table: what a data sheet says. A figure that no source gives is absent. */
export interface DeviceRow extends SheetFacts {
  /** Name without the vendor, as the vendor sells it. */
  readonly name: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  /**
   * Device memory; for CPUs and integrated GPUs what the system in the source had. A data sheet's "24 GB"
   * of memory chips are 24 GiB; where a driver is known to report less (ECC, firmware), that counts.
   */
  readonly memoryBytes?: number;
  /** Absent where a processor's sheet does not say which memory it takes. */
  readonly bandwidthBytesPerSecond?: number;
  readonly f32FlopsPerSecond?: number;
  readonly launchYear?: number;
  /** Day of the launch, where the source says it, RFC 3339 date. */
  readonly launchDate?: string;
  /** Where the year comes from; a year that no source was found for is absent. */
  readonly launchSource?: string;
  readonly prices?: readonly DevicePrice[];
  /** Other names of exactly this device. */
  readonly aliases?: readonly string[];
  readonly source: string;
}

/**
 * Memory is sold in powers of two, whatever the data sheet writes: an A100 of "80 GB" reports 81,920 MiB,
 * and AMD's tables say GiB. Less of it is left on H100 and H200 (firmware) and with ECC on (A10, L4, T4).
 * Sources: NVML's figures in https://thundergolfer.com/blog/nvidia-gpu-memory-capacity,
 * https://rocm.docs.amd.com/en/latest/reference/gpu-specs.html. Sizes such as 267.6 are thousands of
 * mebibytes that a driver reported to the row's source.
 */
export const gibibyte: number = 2 ** 30;

/** Source of most rows: memory size, bandwidth and f32 rate as listed there. */
export const fluidX3D = 'ProjectPhysX/FluidX3D README (spec columns)';
