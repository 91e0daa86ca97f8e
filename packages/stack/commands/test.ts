// `npm test`: build, then every test; arguments go to vitest (`npm test -- agent`).
import { ensureBrowser } from '../src/browser.ts';
import { build, runCommand, runProgram } from './command.ts';

await runCommand(async () => {
  if (ensureBrowser() === undefined) {
    process.stderr.write('No Chromium here: the browser tests are skipped, by name.\n');
  }
  await build();
  const suite = ['run', '--config', 'test/vitest.config.ts'];
  await runProgram('vitest', [...suite, ...process.argv.slice(2)]);
  return 0;
});
