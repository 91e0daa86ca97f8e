import type { FailureCause } from '@ridgeline/vocabulary/failure-causes';

/** A failure whose cause is known where it is thrown. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly failureCause: FailureCause;

  constructor(failureCause: FailureCause, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failureCause = failureCause;
  }
}

/** Why something failed: an id for programs and a line for people. */
export interface FailureReport {
  readonly cause: FailureCause;
  readonly reason: string;
}

const longestReason = 300;

/**
 * What was thrown, in the wire form: the reason is one line without control characters, of bounded
 * length. What a backend throws without a cause is a refusal.
 */
export function failureOf(error: unknown): FailureReport {
  return { cause: causeOf(error), reason: lineOf(error) };
}

function causeOf(error: unknown): FailureCause {
  if (error instanceof Failure) return error.failureCause;
  // What engines throw when they cannot allocate an array, each with words of its own.
  return error instanceof RangeError ? 'no-room' : 'unsupported';
}

function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .normalize('NFC')
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
  if (line === '') return 'The backend gave no reason.';
  return [...line].slice(0, longestReason).join('').trim();
}
