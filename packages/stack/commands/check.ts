// `npm run check`: types, style, import cycles, dead code and the walls between folders and packages;
// all of them, so that one round shows everything there is to mend.
import { ProgramFailed, runCommand, runProgram } from './command.ts';

const checks: readonly (readonly [program: string, ...args: string[]])[] = [
  ['turbo', 'run', 'typecheck', '--output-logs=errors-only', '--continue'],
  ['biome', 'ci', '--error-on-warnings', '.'],
  ['knip'],
  ['turbo', 'boundaries'],
];

await runCommand(async () => {
  const failures: string[] = [];
  for (const [program, ...args] of checks) {
    try {
      await runProgram(program, args);
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error;
      failures.push([program, ...args].join(' '));
    }
  }
  for (const failure of failures) process.stderr.write(`check failed: ${failure}\n`);
  return failures.length > 0 ? 1 : 0;
});
