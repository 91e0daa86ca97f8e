import type { Submission } from '@ridgeline/schema/submission';
import pc from 'picocolors';
import type { Environment } from '../environment.ts';
import { findReporter } from './reporters.ts';

/** Render a run for where it goes: colours only for a terminal that wants them. */
export function renderRun(
  run: Submission,
  format: string,
  environment: Environment,
  isFile: boolean,
): Promise<string> {
  const { variables, stdout } = environment;
  const isPlain = variables.NO_COLOR !== undefined || variables.TERM === 'dumb';
  const colors = pc.createColors(!isFile && stdout.isTTY === true && !isPlain);
  return findReporter(format).render(run, { columns: stdout.columns ?? 80, colors });
}
