import type { MatvecDtype } from '../machine.ts';

/**
 * Fitted constants of one phase. Coefficients are natural logarithms of the factors by which the
 * terms of the phase are multiplied (see phase-time.ts), from general to specific: the key `''` holds
 * for any vendor, `nvidia` for a vendor, `nvidia/cuda` for a runtime on it.
 */
export interface PhaseCalibration {
  readonly coefficients: Readonly<Record<string, readonly number[]>>;
  /**
   * Shifts of the logarithm of the time, shrunk towards 0 where few results are behind them:
   * `architecture:ada`, `backend:nvidia/cuda fa`, `integer:nvidia/cuda:true` …
   */
  readonly effects: Readonly<Record<string, number>>;
  /** Half width of the 80 % interval in logarithms of the rate, by the same keys as coefficients. */
  readonly logHalfWidths: Readonly<Record<string, number>>;
  /** Published results behind each key of the coefficients, and of each weight format. */
  readonly resultCounts: Readonly<Record<string, number>>;
}

/** Constants of machines that measured themselves, from checks against a real runtime. */
export interface MeasuredCalibration {
  readonly source: string;
  /** Decode rate over the rate of the dequantizing matrix-vector product of each format. */
  readonly decodePerMatvec: Readonly<Record<MatvecDtype, number>>;
  /** Decode rate over weight bytes at the read bandwidth, on CPUs without a measured product. */
  readonly decodePerBandwidth: { readonly quantized: number; readonly plain: number };
  /**
   * Prefill rate over flops at the measured matrix rate: of plain formats, and of quantized ones where
   * the machine measured int8 products or only those of floats.
   */
  readonly prefillPerMatmul: {
    readonly plain: number;
    readonly quantizedPerInt8: number;
    readonly quantizedPerFloat: number;
  };
  readonly logHalfWidths: {
    readonly decode: number;
    /** CPUs without a measured matrix-vector product. */
    readonly decodeWithoutMatvec: number;
    readonly prefill: number;
    /** Prefill of measured GPUs, which no check has covered yet. */
    readonly unchecked: number;
  };
}

/** What a GPU's reported bandwidth stands for, from devices with a published bandwidth and decode. */
export interface ReportedBandwidth {
  /** Reported over the data sheet's, as decode sees it. */
  readonly perSpec: number;
  /** Half width of the 80 % interval of decode, in logarithms. */
  readonly logHalfWidth: number;
  readonly resultCount: number;
}

/** Everything that was fitted, with where it comes from. */
export interface Calibration {
  /** Predictions of one version agree, see `calibration-version.ts`. */
  readonly version: number;
  readonly source: string;
  readonly decode: PhaseCalibration;
  readonly prefill: PhaseCalibration;
  /** Vendors whose matrix units the runtimes use; elsewhere products run at the f32 rate. */
  readonly matrixUnitVendors: readonly string[];
  /** Time to hand one step from a device to the next when layers are split over devices. */
  readonly hopSeconds: number;
  /**
   * GPUs whose bandwidth was reported instead of promised: `published` keeps the data sheet's compute
   * rates, `measured` has none that tell about the cores.
   */
  readonly reportedBandwidth: Readonly<Record<'measured' | 'published', ReportedBandwidth>>;
  readonly measured: MeasuredCalibration;
}
