// `npm run check`: types, style, import cycles, dead code and the arrows between packages; all of them,
// so that one round shows everything there is to mend.
import { CommandFailed, run } from './run.ts';

const checks: readonly (readonly [program: string, ...args: string[]])[] = [
  ['turbo', 'run', 'typecheck', '--output-logs=errors-only', '--continue'],
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['knip'],
  ['turbo', 'boundaries'],
];

const failures: string[] = [];
for (const [program, ...args] of checks) {
  try {
    await run(program, ...args);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    failures.push([program, ...args].join(' '));
  }
}
for (const failure of failures) process.stderr.write(`check failed: ${failure}\n`);
process.exit(failures.length > 0 ? 1 : 0);
