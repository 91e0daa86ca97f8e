import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { expect, test } from 'vitest';

test('openapi.json passes the linter', async () => {
  const bin = join(checkoutFolder, 'node_modules', '.bin', 'redocly');
  const file = join(checkoutFolder, 'api', 'openapi.json');
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  };
  const args = ['lint', file, '--format', 'json'];
  const { stdout } = await promisify(execFile)(bin, args, { env }).catch((error: unknown) => {
    // A document with faults ends the linter with an error; what it printed names them.
    return error as { stdout: string };
  });
  const { problems, totals } = JSON.parse(stdout) as { problems: unknown[]; totals: object };
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});
