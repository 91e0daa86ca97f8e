// `npm run deploy -- --env staging`: migrate, then the API, then the site, so that each meets only what
// it knows. Both Workers are bundled before anything is changed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkoutFolder, migrate } from '../stack.ts';
import { build, CommandFailed } from './run.ts';

const environments = ['staging', 'production'];

const help = `Usage: npm run deploy -- --env ${environments.join('|')} [--dry-run]

Builds, applies the migrations, then deploys the API's Worker and the site's.

  --env ENVIRONMENT   one of wrangler.jsonc: ${environments.join(', ')}
  --dry-run           bundle both Workers as they would be deployed; change nothing, use no network

  MIGRATIONS_DATABASE_URL   connection string of the owner of the tables (not the Worker's)
  CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID   unless \`npx wrangler login\` was done

What to set up once is in CONTRIBUTING.md, under Deployment.
`;

/** What the caller can mend: printed without a stack trace. */
class UserError extends Error {}

interface Options {
  readonly environment: string;
  readonly isDryRun: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const environment = values.env ?? '';
  if (!environments.includes(environment)) {
    throw new UserError(`--env must be one of: ${environments.join(', ')}.\n\n${help}`);
  }
  return { environment, isDryRun: values['dry-run'] ?? false };
}

async function wrangler(part: 'api' | 'web', args: readonly string[]): Promise<void> {
  const child = spawn('wrangler', args, {
    cwd: join(checkoutFolder, part),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new CommandFailed(`wrangler ${args.join(' ')} (${part})`, code);
}

async function deploy({ environment, isDryRun }: Options): Promise<void> {
  const databaseUrl = process.env.MIGRATIONS_DATABASE_URL;
  if (!isDryRun && !databaseUrl) {
    throw new UserError(`Set MIGRATIONS_DATABASE_URL, or add --dry-run.\n\n${help}`);
  }
  await build();
  const args = ['deploy', '--env', environment, '--minify'];
  for (const part of ['api', 'web'] as const) await wrangler(part, [...args, '--dry-run']);
  if (isDryRun || !databaseUrl) return;
  // Migrations only add (expand), so the Workers that still run do not notice them.
  await migrate(databaseUrl);
  for (const part of ['api', 'web'] as const) await wrangler(part, args);
}

try {
  await deploy(readOptions());
} catch (error) {
  const isExpected =
    error instanceof UserError || error instanceof CommandFailed || error instanceof TypeError;
  process.stderr.write(`${isExpected ? error.message : error}\n`);
  process.exitCode = error instanceof CommandFailed ? error.exitCode : 2;
}
