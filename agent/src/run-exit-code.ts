import type { Submission } from '@ridgeline/schema/submission';
import type { FailureCause } from '@ridgeline/vocabulary/failure-causes';
import { flags } from '@ridgeline/vocabulary/flags';
import { type ExitCode, exitCodes } from './exit-codes.ts';

const wrongAnswer: FailureCause = 'wrong-answer';
const noiseFlags: ReadonlySet<string> = new Set(
  flags.flatMap(({ id, isNoise }) => (isNoise ? [id] : [])),
);

/** The exit code that says how a run went which was not interrupted. */
export function runExitCode(run: Submission, isStrict: boolean): ExitCode {
  if (run.softwarePaths.length === 0) return exitCodes.noDevice;
  const isAnyOk = run.measurements.some(({ outcome }) => outcome === 'ok');
  const isWrong = run.measurements.some(
    (each) => each.outcome === 'failed' && each.cause === wrongAnswer,
  );
  if (isWrong || !isAnyOk) return exitCodes.verificationFailed;
  if (isStrict && run.run.flags.some((flag) => noiseFlags.has(flag))) return exitCodes.tooNoisy;
  return exitCodes.ok;
}
