/** Bundles the Worker into dist/ with wrangler, without any request to the network. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const result = spawnSync(
  'wrangler',
  ['deploy', '--dry-run', '--env=', '--outdir', 'dist', '--minify'],
  {
    cwd: folder,
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
  process.exitCode = 1;
}
