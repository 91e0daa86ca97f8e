/** How well a set of predictions did. Ratios are absent when there was nothing to compare. */
export interface PhaseAccuracy {
  readonly count: number;
  /** Median of |predicted − measured| / measured. */
  readonly medianAbsoluteErrorRatio?: number;
  readonly p90AbsoluteErrorRatio?: number;
  readonly within20PercentRatio?: number;
  /** Share of results inside the 80 % interval. */
  readonly coverageRatio?: number;
}

/** Accuracy of the results that share a property. */
export interface ValidationGroup extends PhaseAccuracy {
  /** `single`, `averaged`, `system` or `multi`: see the methodology. */
  readonly scope: string;
  readonly phase: string;
  /** `all`, `vendor`, `backend`, `quantization`, `model`, `kind`, `family`, `model class` or `architecture`. */
  readonly dimension: string;
  readonly name: string;
}

/** One prediction next to what was published. */
export interface ValidationMiss {
  readonly device: string;
  readonly backend: string;
  readonly model: string;
  readonly quantization: string;
  readonly phase: string;
  readonly measuredTokensPerSecond: number;
  readonly predictedTokensPerSecond: number;
  readonly errorRatio: number;
  readonly source: string;
}

/** Predictions against published results, each made without having seen the result's chip. */
export interface ValidationResult {
  readonly method: string;
  /** Confidence of the intervals whose coverage is reported. */
  readonly confidence: number;
  readonly decode: PhaseAccuracy;
  readonly prefill: PhaseAccuracy;
  /** The same without results that their source marks as suspect (`FLAG`). */
  readonly withoutSuspect: { readonly decode: PhaseAccuracy; readonly prefill: PhaseAccuracy };
  /** Rates that could be predicted, of all scopes, over all rates. */
  readonly predictedRatio: number;
  readonly groups: readonly ValidationGroup[];
  /** The ten largest errors of the headline. */
  readonly worst: readonly ValidationMiss[];
  /** Results that could not be predicted, each with the reason. */
  readonly unpredicted: {
    readonly count: number;
    readonly rows: readonly {
      readonly line: number;
      readonly device: string;
      readonly backend: string;
      readonly model: string;
      readonly quantization: string;
      readonly phase: string;
      readonly reason: string;
    }[];
  };
}
