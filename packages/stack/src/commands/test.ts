// `npm test`: build, then every test; arguments go to vitest (`npm test -- agent`).
import { ensureBrowser } from '../browser.ts';
import { build, CommandFailed, run } from './run.ts';

if (ensureBrowser() === undefined) {
  process.stderr.write('No Chromium here: the browser tests are skipped, by name.\n');
}
try {
  await build();
  await run('vitest', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitCode);
}
