/** A price on a day, from a named source. It is never brought up to date silently. */
export interface DevicePrice {
  readonly amountUsd: number;
  /** What the amount buys: the device, or an hour of it. */
  readonly per: 'device' | 'hour';
  /** Day of the price, RFC 3339 date. */
  readonly asOf: string;
  readonly source: string;
}

/** One row of a device table: what a data sheet says. A figure that no source gives is absent. */
export interface DeviceRow {
  /** Name without the vendor, as the vendor sells it. */
  readonly name: string;
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  /** Device memory; for CPUs and integrated GPUs what the system in the source had. */
  readonly memoryBytes?: number;
  readonly bandwidthBytesPerSecond: number;
  readonly f32FlopsPerSecond?: number;
  readonly launchYear?: number;
  readonly prices?: readonly DevicePrice[];
  /** Other names of exactly this device. */
  readonly aliases?: readonly string[];
  readonly source: string;
}

/** Source of most rows: memory size, bandwidth and f32 rate as listed there. */
export const fluidX3D = 'ProjectPhysX/FluidX3D README (spec columns)';
