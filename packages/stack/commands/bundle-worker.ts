// Run in a part's folder, as the last step of its build: bundles the Worker of its wrangler.jsonc into the
// folder that is named, without any request to the network.
import { spawnSync } from 'node:child_process';

const [outputFolder] = process.argv.slice(2);
if (outputFolder === undefined) {
  console.error('Name the folder to bundle into, e.g. bundle-worker.ts dist');
  process.exit(2);
}
const result = spawnSync(
  'wrangler',
  ['deploy', '--dry-run', '--env=', '--outdir', outputFolder, '--minify'],
  {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_LOG: 'warn',
      WRANGLER_WRITE_LOGS: 'false',
      CI: 'true',
    },
  },
);
if (result.status !== 0) {
  console.error(result.stdout ?? '', result.stderr ?? '', result.error ?? '');
  console.error(`wrangler could not bundle the Worker (exit code ${result.status}).`);
  process.exitCode = 1;
}
