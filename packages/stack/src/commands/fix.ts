// `npm run fix`: mend what can be mended by a program.
import { run } from './run.ts';

await run('biome', 'check', '--write', '.');
