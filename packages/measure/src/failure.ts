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

/** What was thrown, in the wire form. What a backend throws without a cause is a refusal. */
export function failureOf(error: unknown): FailureReport {
  return { cause: causeOf(error), reason: reasonLine(messageOf(error)) };
}

function causeOf(error: unknown): FailureCause {
  if (error instanceof Failure) return error.failureCause;
  // What engines throw when they cannot allocate an array, each with words of its own.
  return error instanceof RangeError ? 'no-room' : 'unsupported';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A reason, which may come from a driver, as the wire takes it: one printable line of bounded length. */
export function reasonLine(text: string): string {
  const line = text
    .normalize('NFC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (line === '') return 'The backend gave no reason.';
  return [...line].slice(0, longestReason).join('').trim();
}
