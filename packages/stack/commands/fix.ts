// `npm run fix`: mend what can be mended by a program.
import { runCommand, runProgram } from './command.ts';

await runCommand(async () => {
  await runProgram('biome', ['check', '--write', '.']);
  return 0;
});
