import type { DeviceFacts, SoftwarePathFacts } from '@ridgeline/evaluation/device-facts';
import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import type { RunCurve } from '@ridgeline/evaluation/run-curve';

/** `submissionStatus` and `tier` of the wire, as text with a CHECK in the store. */
export interface SubmissionState {
  readonly status: string;
  readonly tier: string;
  readonly reasons: readonly string[];
  /** What its proofs showed. */
  readonly floors: readonly ProvedFloor[];
}

/** A peak of one software path, as stored. */
export interface PeakRecord {
  readonly peak: string;
  readonly value: number;
  readonly best: number;
  readonly sampleCount: number;
  readonly kernel: string;
  readonly dtype: string;
  /** Place among `evidenceLevels`; null when the submission is not on the board. */
  readonly evidence: number | null;
  /** The proof of a proved figure, where it has one. */
  readonly proofKernel: string | null;
  readonly floor: number | null;
  readonly provedAt: Date | null;
}

/** One software path of a submission with its peaks. */
export interface PathRecord {
  /** Local to the submission. */
  readonly id: string;
  readonly device: DeviceFacts;
  readonly softwarePath: SoftwarePathFacts;
  readonly curve: RunCurve;
  readonly peaks: readonly PeakRecord[];
}

/** What the raw body says, and what was proved of it, in the columns of the derived tables. */
export interface DerivedRecord {
  readonly suite: string;
  readonly preset: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly agentVersion: string;
  readonly isPartial: boolean;
  readonly flags: readonly string[];
  readonly measurementCount: number;
  readonly devices: readonly DeviceFacts[];
  readonly paths: readonly PathRecord[];
}

/** What was received, byte for byte. */
export interface RawRecord {
  readonly id: string;
  readonly body: string;
  readonly bodySha256: string;
  readonly signer: { publicKey: string; signature: string; owner: string } | undefined;
  readonly receivedAt: Date;
}

/** A decision about a submission. */
export interface EventRecord extends SubmissionState {
  readonly at: Date;
  readonly actor: string;
  readonly detail: string;
}

export interface SubmissionRecord {
  /** Name of the network that it came from: see `Quotas.networkOf`. */
  readonly network: string | undefined;
  readonly raw: RawRecord;
  readonly derived: DerivedRecord;
  readonly event: EventRecord;
}
