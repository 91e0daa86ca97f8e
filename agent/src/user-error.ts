import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Something the user can mend: what happened and why, the next step, and the exit code. */
export class UserError extends Error {
  readonly nextStep: string;
  readonly exitCode: ExitCode;

  constructor(what: string, nextStep: string, exitCode: ExitCode = exitCodes.usage) {
    super(what);
    this.name = 'UserError';
    this.nextStep = nextStep;
    this.exitCode = exitCode;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
