import type { Basis } from '@ridgeline/vocabulary/bases';
import type { Limit } from '@ridgeline/vocabulary/limits';

export interface PredictionInterval {
  readonly low: number;
  readonly high: number;
  /** 0.8: four of five real results are expected inside. */
  readonly confidence: number;
}

/** A predicted quantity. The unit is in the name of the field that holds it. */
export interface Predicted {
  readonly value: number;
  readonly interval: PredictionInterval;
}

export interface PhasePrediction {
  readonly throughputTokensPerSecond: Predicted;
  /** memory-bandwidth, compute or overhead: the largest part of the breakdown. */
  readonly limit: Exclude<Limit, 'capacity'>;
  /** Seconds of one step (prefill: the whole prompt; decode: one token for every user of the batch). */
  readonly breakdownSeconds: {
    readonly weights: number;
    readonly kv: number;
    readonly compute: number;
    readonly overhead: number;
  };
}

export interface MemoryFit {
  readonly fit: 'fits' | 'fits-with-more-devices' | 'does-not-fit' | 'unknown';
  readonly requiredBytes: number;
  readonly weightsBytes: number;
  readonly kvCacheBytes: number;
  readonly activationBytes: number;
  readonly overheadBytes: number;
  /** Absent when the machine's memory is unknown. */
  readonly availableBytes?: number;
  /** Devices of this kind that hold the job together; absent when unknown. */
  readonly deviceCount?: number;
}

/**
 * Everything the predictor says of one machine × workload. Phases assume `memory.deviceCount` devices;
 * there are none when the model does not fit at all.
 */
export interface Prediction {
  readonly workload: string;
  /** What the inputs rest on; the output is always a prediction. */
  readonly basis: Basis;
  readonly memory: MemoryFit;
  readonly prefill?: PhasePrediction;
  readonly decode?: PhasePrediction;
  readonly timeToFirstTokenSeconds?: Predicted;
  /** One training step, for jobs that train; they have neither prefill nor decode. */
  readonly trainingStep?: PhasePrediction;
  /** `capacity` when the job does not fit one device, else the limit of its dominant phase. */
  readonly limit: Limit;
}
