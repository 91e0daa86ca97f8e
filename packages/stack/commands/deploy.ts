// `npm run deploy -- --env staging`: migrate, then the API, then the site, so that each meets only what
// it knows. Both Workers are bundled before anything is changed.
import { join } from 'node:path';
import { checkoutFolder, migrate } from '../src/stack.ts';
import { build, readFlags, runCommand, runProgram, UserError } from './command.ts';

const environments = ['staging', 'production'];

const help = `Usage: npm run deploy -- --env ${environments.join('|')} [--dry-run]

Builds, applies the migrations, then deploys the API's Worker and the site's.

  --env ENVIRONMENT   one of wrangler.jsonc: ${environments.join(', ')}
  --dry-run           bundle both Workers as they would be deployed; change nothing, use no network

  MIGRATIONS_DATABASE_URL   connection string of the owner of the tables (not the Worker's)
  CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID   unless \`npx wrangler login\` was done

What to set up once is in CONTRIBUTING.md, under Deployment.
`;

interface Options {
  readonly environment: string;
  readonly isDryRun: boolean;
}

function readOptions(): Options {
  const flags = readFlags({ env: { type: 'string' }, 'dry-run': { type: 'boolean' } }, help);
  const environment = flags.env ?? '';
  if (!environments.includes(environment)) {
    throw new UserError(`--env must be one of: ${environments.join(', ')}.\n\n${help}`);
  }
  return { environment, isDryRun: flags['dry-run'] ?? false };
}

async function eachWorker(...args: readonly string[]): Promise<void> {
  for (const part of ['api', 'web']) {
    await runProgram('wrangler', args, {
      cwd: join(checkoutFolder, part),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
}

async function deploy({ environment, isDryRun }: Options): Promise<void> {
  const databaseUrl = process.env.MIGRATIONS_DATABASE_URL;
  if (!isDryRun && !databaseUrl) {
    throw new UserError(`Set MIGRATIONS_DATABASE_URL, or add --dry-run.\n\n${help}`);
  }
  await build();
  const args = ['deploy', '--env', environment, '--minify'];
  await eachWorker(...args, '--dry-run');
  if (isDryRun || !databaseUrl) return;
  // Migrations only add (expand), so the Workers that still run do not notice them.
  await migrate(databaseUrl);
  await eachWorker(...args);
}

await runCommand(async () => {
  await deploy(readOptions());
  return 0;
});
