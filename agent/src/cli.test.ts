import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCli } from './cli.ts';
import type { Environment } from './environment.ts';
import { exitWords } from './exit-codes.ts';
import { UserError } from './user-error.ts';

// A real run of the quick preset on a virtual machine with two cores of an AMD EPYC.
const golden = await readFile(
  new URL('report/golden/run-epyc-2-cores.json', import.meta.url),
  'utf8',
);
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ridgeline-cli-'));
});

afterEach(() => rm(home, { recursive: true }));

/** Run a command line with streams of its own; resolves with what it printed. */
async function ridgeline(
  args: readonly string[],
  input = '',
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const streams = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
  };
  streams.stdin.end(input);
  const environment = {
    variables: { RIDGELINE_HOME: home, NO_COLOR: '1' },
    ...streams,
    interrupted: new AbortController().signal,
  } as unknown as Environment;
  let stdout = '';
  let stderr = '';
  streams.stdout.on('data', (chunk) => (stdout += String(chunk)));
  streams.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const exitCode = await runCli(args, environment);
  return { exitCode, stdout, stderr };
}

/** What a command line that fails says. */
async function failureOf(args: readonly string[], input = ''): Promise<UserError> {
  const error = await ridgeline(args, input).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw new Error(`ridgeline ${args.join(' ')} did not fail as it should: ${String(error)}`);
}

test('--help and the README say what each exit code means', async () => {
  // yargs writes its help past the streams that commands are given.
  const help = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await ridgeline(['--help']);
  const text = help.mock.calls.flat().join('\n');
  help.mockRestore();
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const rows = readme.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  const meanings = Object.values(exitWords);
  expect(rows).toEqual(meanings.map(({ code, words }) => `| ${code} | ${words} |`));
  for (const { code, words } of meanings) {
    expect(text).toMatch(new RegExp(`^ +${code} +${words}$`, 'm'));
  }
});

test('mistakes name the next step and end with exit code 2', async () => {
  const cases: readonly (readonly [string[], RegExp])[] = [
    [['rnu'], /Did you mean run/],
    [['show', '--fromat', 'csv'], /fromat/],
    [['show'], /no run yet/],
    [['show', '/nonexistent.json'], /cannot be read/],
    [['compare', 'rtx'], /no device "rtx"/],
    [['compare', 'nvidia-geforce-rtx-4090', '--workload', 'x'], /no workload/],
    [['predict', '--bandwidth', '7 apples'], /bandwidth/],
    [['advise', '--price', 'nothing=5'], /names no device of the catalogue/],
    [['advise', '--users', '0'], /whole number/],
    [['advise', '--job', 'embedding'], /writes no tokens/],
    [['config', 'api', 'ftp://example.org'], /not an address/],
    [['outbox', '--frmat'], /frmat/],
  ];
  for (const [args, message] of cases) {
    const error = await failureOf(args);
    expect({ args, exitCode: error.exitCode }).toEqual({ args, exitCode: 2 });
    expect(error.message).toMatch(message);
    expect(error.nextStep.length).toBeGreaterThan(10);
  }
});

test('what is piped into submit is checked before it is kept or sent', async () => {
  for (const input of ['', '{', '[]', '{"schemaVersion":1}', golden.slice(0, 999)]) {
    expect((await failureOf(['submit', '-'], input)).exitCode).toBe(2);
  }
  expect(await readdir(home)).toEqual([]);
});

test('a dry run prints the exact bytes and keeps nothing', async () => {
  const { stdout, exitCode } = await ridgeline(['submit', '-', '--dry-run'], golden);
  expect(exitCode).toBe(0);
  expect(stdout.trim()).toBe(golden.trim());
  expect(await readdir(home)).toEqual([]);
});

test('a run whose API cannot be reached is kept and listed, and can be shown', async () => {
  const args = ['submit', '-', '--api', 'http://127.0.0.1:9', '--timeout', '1'];
  const error = await failureOf(args, golden);
  expect(error.exitCode).toBe(6);
  const { id } = JSON.parse(golden).run;
  expect(error.nextStep).toContain(`ridgeline submit ${id}`);
  expect(JSON.parse((await ridgeline(['outbox', '--format', 'json'])).stdout)[0].id).toBe(id);
  const shown = await ridgeline(['show', '--format', 'json']);
  expect(shown.stdout.trim()).toBe(JSON.stringify(JSON.parse(golden)));
});

test('predictions follow typed figures, devices and runs, and say what they rest on', async () => {
  const typed = ['--bandwidth', '1008GB/s', '--compute-f16', '165TFLOP/s', '--memory', '24GiB'];
  const fromFigures = JSON.parse(
    (await ridgeline(['predict', ...typed, '--format', 'json'])).stdout,
  );
  const device = ['--device', 'NVIDIA GeForce RTX 4090', '--format', 'json'];
  const fromDevice = JSON.parse((await ridgeline(['predict', ...device])).stdout);
  const piped = await ridgeline(['predict', '--run', '-', '--format', 'json'], golden);
  const fromRun = JSON.parse(piped.stdout);
  expect(fromFigures.kind).toBe('predicted');
  expect([fromFigures.basis, fromDevice.basis, fromRun.basis]).toEqual([
    'spec',
    'spec',
    'measured',
  ]);
  const decode = (prediction: typeof fromRun): number =>
    prediction.decode.throughputTokensPerSecond.value;
  expect(decode(fromFigures) / decode(fromDevice)).toBeGreaterThan(0.7);
  expect(decode(fromFigures)).toBeGreaterThan(10 * decode(fromRun));
});

test('machines are compared side by side, with ratios to the first', async () => {
  const { stdout } = await ridgeline(
    ['compare', '-', 'nvidia-geforce-rtx-4090', 'nvidia-geforce-rtx-3060-12gb'],
    golden,
  );
  expect(stdout).toMatch(/measured\s+spec sheet\s+spec sheet/);
  expect(stdout).toMatch(/bandwidth.*×.*×/);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
});

test('advice is cheapest first, within the budget, and fast enough', async () => {
  const need = ['--tokens-per-second', '20', '--budget', '2500', '--limit', '50'];
  const { stdout } = await ridgeline(['advise', ...need, '--format', 'json']);
  const { sufficient } = JSON.parse(stdout);
  const prices = sufficient.map(({ purchaseUsd }: { purchaseUsd: number }) => purchaseUsd);
  expect(prices.length).toBeGreaterThan(3);
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
  expect(Math.max(...prices)).toBeLessThanOrEqual(2500);
  for (const each of sufficient) expect(each.tokensPerSecondPerUser).toBeGreaterThanOrEqual(20);
  expect((await ridgeline(['advise', ...need])).stdout).toContain('predicted');
});

test('a price of your own takes the place of the listed one', async () => {
  const own = ['--price', 'nvidia-l4=200', '--limit', '50', '--format', 'json'];
  const { stdout } = await ridgeline(['advise', ...own]);
  const { sufficient } = JSON.parse(stdout);
  const [l4] = sufficient.filter(({ id }: { id: string }) => id === 'nvidia-l4');
  expect(l4.price).toMatchObject({ amountUsd: 200, per: 'device', source: 'your own' });
  expect(l4.purchaseUsd).toBe(200);
});

test('a prediction says from how many users on decode computes, and sets use beside training', async () => {
  const device = ['--device', 'nvidia-l40s'];
  const { stdout } = await ridgeline(['predict', ...device, '--training']);
  expect(stdout).toMatch(/up to \d+ at once decode waits for memory/);
  expect(stdout).toMatch(/Interactive chat .*1 device .*tokens\/s/);
  expect(stdout).toMatch(/Full fine-tuning .*\d devices .*tokens\/s/);
  const lora = await ridgeline(['predict', ...device, '--job', 'lora']);
  expect(lora.stdout).toMatch(/training +[\d,.]+ tokens\/s/);
});

test('the address of the API is remembered', async () => {
  await ridgeline(['config', 'api', 'http://127.0.0.1:9']);
  expect((await ridgeline(['config'])).stdout).toContain('http://127.0.0.1:9');
});
