// `npm run check`: types, style, import cycles, dead code and the arrows between packages.
import { run } from './run.ts';

await run('turbo', 'run', 'typecheck', '--output-logs=errors-only', '--log-order=grouped');
await run('biome', 'ci', '--error-on-warnings', '.');
await run('knip');
await run('turbo', 'boundaries');
