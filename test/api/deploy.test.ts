import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { expect, test } from 'vitest';

const command = join(checkoutFolder, 'packages', 'stack', 'commands', 'deploy.ts');

async function deploy(...args: string[]): Promise<{ code: number; output: string }> {
  const { MIGRATIONS_DATABASE_URL: _, ...inherited } = process.env;
  const bin = join(checkoutFolder, 'node_modules', '.bin');
  const quiet = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const env = { ...inherited, ...quiet, PATH: `${bin}:${inherited.PATH}`, NO_COLOR: '1' };
  const run = promisify(execFile)(process.execPath, [command, ...args], { env });
  const { code, stderr, stdout } = await run.then(
    (output) => ({ ...output, code: 0 }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
  return { code, output: stdout + stderr };
}

test.each([
  ['staging', 'ridgeline-exports-staging', 'ridgeline-api-staging'],
  ['production', 'ridgeline-exports', 'ridgeline-api'],
])(
  'both Workers bundle for %s, with its own bucket and its own API',
  async (environment, ...names) => {
    const { code, output } = await deploy('--env', environment, '--dry-run');
    expect(code, output).toBe(0);
    const [bucket = '', api = ''] = names;
    expect(output).toMatch(new RegExp(`env\\.EXPORTS \\(${bucket}\\)`));
    expect(output).toMatch(new RegExp(`env\\.API \\(${api}\\)`));
    expect(output).toContain('env.CLIENT_ADDRESS_HEADER ("CF-Connecting-IP")');
    expect(output.match(/--dry-run: exiting now/g)).toHaveLength(2);
  },
);

test('nothing is deployed to an unknown environment, or without a database to migrate', async () => {
  expect(await deploy('--env', 'prod')).toMatchObject({ code: 2 });
  const { code, output } = await deploy('--env', 'production');
  expect(code).toBe(2);
  expect(output).toContain('MIGRATIONS_DATABASE_URL');
});
