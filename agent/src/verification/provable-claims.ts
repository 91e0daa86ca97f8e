import type { EvaluatedPath } from '@ridgeline/evaluation/evaluate';
import { findPeak } from '@ridgeline/evaluation/peaks';
import type { KernelSpec, ProblemSize } from '@ridgeline/kernels/kernel-spec';
import { matmulSpec } from '@ridgeline/kernels/matmul/spec';
import { readSpec } from '@ridgeline/kernels/read/spec';
import { challengeFlops } from '@ridgeline/kernels/verification/challenge-matmul';
import { blockWords, challengeBytes } from '@ridgeline/kernels/verification/challenge-read';
import type { ChallengeRequest } from '@ridgeline/schema/challenge';
import { type PassSize, productPassSize, readPassSize } from './pass-size.ts';

/** What a path claims of one kernel. */
export interface Claim {
  readonly kernel: NonNullable<ChallengeRequest['kernel']>;
  /** Flops or bytes a second, as the board shows it. */
  readonly rate: number;
  /** Bytes that a smaller challenge would not be about: caches would hold them. */
  readonly leastBytes: number;
}

/** A kind of claim that a fresh challenge proves. */
export interface ProvableClaim {
  readonly kernel: Claim['kernel'];
  readonly spec: KernelSpec;
  readonly unit: 'FLOP/s' | 'B/s';
  claimOf(path: EvaluatedPath): Omit<Claim, 'kernel'> | undefined;
  passSize(claim: Claim, memoryBytes: number): PassSize;
  /** The problem whose arrays a challenge of `n` takes. */
  problemSize(n: number): ProblemSize;
  /** Whether a short challenge comes first, because there is memory that only challenges touch. */
  readonly isRehearsed: boolean;
  /** Flops or bytes of a challenge. */
  work(size: PassSize): number;
}

/** Every kind, in the order in which a path proves them. */
export const provableClaims: readonly ProvableClaim[] = [
  {
    kernel: 'matmul',
    spec: matmulSpec,
    unit: 'FLOP/s',
    claimOf({ peaks }) {
      const compute = findPeak(peaks, 'compute-f32');
      return compute && { rate: compute.value, leastBytes: 0 };
    },
    passSize: ({ rate }) => productPassSize(rate),
    problemSize: (n) => ({ m: n, n, k: n }),
    isRehearsed: false,
    work: challengeFlops,
  },
  {
    kernel: 'read',
    spec: readSpec,
    unit: 'B/s',
    claimOf({ device, peaks }) {
      const bandwidth = findPeak(peaks, 'bandwidth');
      // No GPU program for it exists yet: what a GPU streams is signed only.
      if (bandwidth === undefined || device.facts.kind !== 'cpu') return undefined;
      const leastBytes = bandwidth.measurement.declared?.cost.bytes ?? 0;
      return { rate: bandwidth.value, leastBytes };
    },
    passSize: readPassSize,
    problemSize: (n) => ({ elements: blockWords * n }),
    isRehearsed: true,
    work: challengeBytes,
  },
];

/** The kind of a claim. */
export function provableClaim(kernel: Claim['kernel']): ProvableClaim {
  const kind = provableClaims.find((each) => each.kernel === kernel);
  if (kind === undefined) throw new Error(`Nothing proves ${kernel}.`);
  return kind;
}
