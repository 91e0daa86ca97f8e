import { spawnSync } from 'node:child_process';
import { hostname, userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { normalizeCpuName, vendorOf } from './cpu-name.ts';
import { cleanText, readHostFacts } from './host-facts.ts';
import { loadWithout, NoiseRecord } from './noise.ts';
import { familySeconds, OtherCpu } from './other-cpu.ts';

test('CPU names lose what does not tell CPUs apart', () => {
  expect(normalizeCpuName('Intel(R) Core(TM) i7-13700K CPU @ 3.40GHz')).toBe(
    'Intel Core i7-13700K',
  );
  expect(normalizeCpuName('AMD Ryzen 9 7950X 16-Core Processor')).toBe('AMD Ryzen 9 7950X');
  expect(normalizeCpuName('AMD Ryzen 7 8845HS w/ Radeon 780M Graphics')).toContain('8845HS');
  expect(normalizeCpuName('Apple M2 Pro')).toBe('Apple M2 Pro');
  expect(vendorOf('AMD EPYC', 'AuthenticAMD')).toBe('AMD');
});

test('text from the system is made fit to be sent', () => {
  expect(cleanText(' a\u001b[2Jb ')).toBe('a [2Jb');
  expect(cleanText('\u0000')).toBeUndefined();
});

test('the facts of this host name its CPU and nothing personal', async () => {
  const facts = await readHostFacts();
  expect(facts.cpu.name.length).toBeGreaterThan(2);
  expect(facts.host.memoryBytes).toBeGreaterThan(2 ** 28);
  expect(facts.cacheBytes).toBeGreaterThan(2 ** 15);
  const strings = JSON.stringify(facts).match(/"[^"]*"/g) ?? [];
  for (const secret of [hostname(), userInfo().username]) {
    expect(strings).not.toContain(`"${secret}"`);
  }
});

test("work of this process does not count as other programs'", () => {
  const other = new OtherCpu();
  const end = performance.now() + 300;
  let sum = 0;
  while (performance.now() < end) sum += Math.sqrt(sum + 1);
  expect(sum).toBeGreaterThan(0);
  const ratio = other.otherCpuRatio();
  expect(ratio).toBeGreaterThanOrEqual(0);
  expect(ratio).toBeLessThanOrEqual(1);
});

test('the noise of a run counts the work of this process and its ended children as its own', async () => {
  const record = await NoiseRecord.start();
  // CPU time, not wall time: a busy machine lets it wait.
  const program = 'while (process.cpuUsage().user < 2e5);';
  spawnSync(process.execPath, ['-e', program]);
  const { noise } = record.finish(0);
  const probe = new OtherCpu();
  expect(Math.abs(noise.thermalSlopeRatio ?? Number.NaN)).toBeLessThan(10);
  expect(probe.otherCpuRatio()).toBeLessThanOrEqual(1);
  if (process.platform !== 'linux') return;
  const before = familySeconds() ?? Number.NaN;
  spawnSync(process.execPath, ['-e', program]);
  expect((familySeconds() ?? Number.NaN) - before).toBeGreaterThan(0.1);
  expect(noise.otherCpuRatio).toBeLessThanOrEqual(1);
});

test('the load of a run leaves out the idle loops that kept processors awake', () => {
  // After a minute the average holds 63 % of what has been there all the time.
  expect(loadWithout(2, 60, 3.26)).toBeCloseTo(2, 1);
  expect(loadWithout(2, 3600, 3)).toBeCloseTo(1, 6);
  expect(loadWithout(2, 60, 1)).toBe(0);
  expect(loadWithout(0, 60, 1.5)).toBe(1.5);
});
