import { readFile } from 'node:fs/promises';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { byRoofline, leadingPaths } from '@ridgeline/evaluation/leading-paths';
import { measuredMachine } from '@ridgeline/evaluation/machine-of';
import { findPeak } from '@ridgeline/evaluation/peaks';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { flags } from '@ridgeline/vocabulary/flags';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { kernelTables } from './kernel-tables.ts';
import { parseRun } from './read-run.ts';
import { findReporter, formats, reporters } from './reporters.ts';
import { rooflineSketch } from './roofline-sketch.ts';
import { rowColumns } from './rows.ts';

// A real run of the quick preset on a virtual machine with two cores of an AMD EPYC.
const golden = await readFile(new URL('golden/run-epyc-2-cores.json', import.meta.url), 'utf8');
const run = parseRun(golden, 'the golden run');
const options = { columns: 80, colors: pc.createColors(false) };

test('every format renders, and json gives the submission back', async () => {
  for (const format of formats) {
    expect((await findReporter(format).render(run, options)).length).toBeGreaterThan(100);
  }
  const json = await findReporter('json').render(run, options);
  expect(submission.parse(JSON.parse(json))).toEqual(run);
  expect(new Set(formats).size).toBe(reporters.length);
});

test('the human report fits 80 columns and says what is measured and what is predicted', async () => {
  const text = await findReporter('human').render(run, options);
  const long = text.split('\n').filter((line) => [...line].length > 80);
  expect(long).toEqual([]);
  expect(text).toContain('Roofline of AMD EPYC  measured');
  expect(text).toContain('Predicted tokens/s');
  expect(text).toContain('software adapter, not a GPU');
  expect(text).toContain('limited by memory bandwidth');
  expect(text).not.toContain('NaN');
  expect(text).not.toContain('Infinity');
});

test('the kernel tables and the roofline look as they should, wide and narrow', async () => {
  const evaluation = evaluate(run);
  const [best] = leadingPaths(evaluation.paths);
  if (best === undefined) throw new Error('the golden run has a whole roofline');
  for (const columns of [60, 80, 120]) {
    const lines = [
      ...kernelTables(evaluation, columns, options.colors),
      ...rooflineSketch(best, columns),
    ];
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/tables-${columns}.txt`);
  }
});

test('figures that a cache could hold are not the bandwidth', () => {
  for (const { device, peaks } of evaluate(run).paths) {
    const bandwidth = findPeak(peaks, 'bandwidth');
    if (bandwidth === undefined || device.facts.kind === 'gpu') continue;
    const cacheBytes = device.given.caches?.level3Bytes ?? 0;
    expect(bandwidth.measurement.declared?.cost.bytes).toBeGreaterThan(3.9 * cacheBytes);
  }
});

test('a GPU that tells no memory is judged by its speed and by its data sheet', async () => {
  const gpu = (name: string): Submission => ({
    ...run,
    devices: run.devices.map(({ memoryBytes: _, ...device }) => ({
      ...device,
      kind: 'gpu' as const,
      isSoftwareAdapter: false,
      name,
    })),
  });
  const unknown = await findReporter('human').render(gpu('Some GPU 7'), options);
  expect(unknown).not.toContain('does not fit');
  expect(unknown).toContain('models faster than you read');
  const listed = await findReporter('human').render(gpu('GeForce RTX 4090'), options);
  expect(listed).toContain('does not fit');
});

test('a measured GPU of the catalogue is predicted with what its family is known for', () => {
  const named = (name: string) => {
    const devices = run.devices.map((each) => ({ ...each, kind: 'gpu' as const, name }));
    const [best] = byRoofline(evaluate({ ...run, devices: devices.slice(0, 1) }).paths);
    return best && measuredMachine(best)?.architecture;
  };
  expect(named('GeForce RTX 4090')).toBe('ada');
  expect(named('Some GPU 7')).toBeUndefined();
});

/** The golden run with a GPU that was measured whole, twenty times as fast, and with allocations. */
function withGpu(gpuFlopsPerSecond: number): Submission {
  const [cpu] = run.devices;
  const [path] = run.softwarePaths;
  if (cpu === undefined || path === undefined) throw new Error('the golden run has a CPU');
  const gpu = { ...cpu, id: 'gpu9', kind: 'gpu' as const, name: 'GeForce RTX 4090' };
  const ok = (kernel: string, dtype: string, size: Record<string, number>, seconds: number) => ({
    ...{ outcome: 'ok' as const, kernel, dtype, path: 'gpu9-webgpu', size },
    durationSeconds: { median: seconds, min: seconds, max: seconds, samples: [seconds] },
    ...{ executionsPerSample: 1, relativeError: 0 },
  });
  const elements = 2 ** 28;
  const square = { m: 2048, n: 2048, k: 2048 };
  const rate = (seconds: number) => ({ bandwidthBytesPerSecond: (4 * elements) / seconds });
  const bytes = 20 * 1024 ** 3;
  return {
    ...run,
    devices: [...run.devices, gpu],
    softwarePaths: [
      ...run.softwarePaths,
      { ...path, id: 'gpu9-webgpu', device: 'gpu9', backend: 'webgpu' },
    ],
    measurements: [
      ...run.measurements,
      {
        ...ok('matmul', 'f32', square, (2 * 2048 ** 3) / gpuFlopsPerSecond),
        computeFlopsPerSecond: gpuFlopsPerSecond,
      },
      { ...ok('read', 'f32', { elements }, 2e-3), ...rate(2e-3) },
      ok('dispatch', 'f32', { elements: 64 }, 5e-5),
      { ...ok('transfer-to-device', 'f32', { elements }, 0.1), ...rate(0.1) },
      { ...ok('transfer-to-host', 'f32', { elements }, 0.2), ...rate(0.2) },
      { ...ok('capacity', 'i32', { bytes }, 0.5), variant: 'stopped-by-refusal' },
    ],
  };
}

test('the crossover follows from launch, transfers and rates, in words and in JSON', async () => {
  const fast = withGpu(4e13);
  const text = await findReporter('human').render(fast, { ...options, columns: 400 });
  const summary = JSON.parse(await findReporter('summary').render(fast, options));
  const { outcome, edge, cpuSeconds, gpuSeconds } = summary.crossover;
  expect(outcome).toBe('from');
  expect(text).toContain(`From ${edge}×${edge} on, the GPU multiplies matrices sooner`);
  // Launch, two matrices up at 10.7 GB/s, one down at 5.4 GB/s, and the product itself.
  const moved = (4 * edge ** 2) / (2 ** 30 / 0.1);
  const byHand = 5e-5 + 2 * moved + 2 * moved + (2 * edge ** 3) / 4e13;
  expect(gpuSeconds).toBeCloseTo(byHand, 9);
  expect(gpuSeconds).toBeLessThan(cpuSeconds);
  const slow = withGpu(1e9);
  const never = await findReporter('human').render(slow, { ...options, columns: 400 });
  expect(never).toContain('The GPU never overtakes the CPU');
  expect(JSON.parse(await findReporter('summary').render(slow, options)).crossover).toEqual({
    outcome: 'never',
  });
  expect(JSON.parse(await findReporter('summary').render(run, options)).crossover).toEqual({
    outcome: 'unknown',
  });
});

test('the largest allocation is told with what ended it', async () => {
  const text = await findReporter('human').render(withGpu(4e13), { ...options, columns: 400 });
  expect(text).toContain('One program could use 20 GiB of the memory of GeForce RTX 4090');
  expect(text).toContain('more was refused');
  const { largestAllocations } = JSON.parse(
    await findReporter('summary').render(withGpu(4e13), options),
  );
  expect(largestAllocations).toEqual([
    { device: 'GeForce RTX 4090', bytes: 20 * 1024 ** 3, end: 'more was refused' },
  ]);
});

test('a colourless report has no escape sequences', async () => {
  for (const format of formats) {
    expect(await findReporter(format).render(run, options)).not.toContain('\u001b');
  }
});

test('flat formats have one line for each measurement and quote what needs it', async () => {
  const csv = (await findReporter('csv').render(run, options)).split('\n');
  expect(csv[0]).toBe(rowColumns.join(','));
  expect(csv).toHaveLength(run.measurements.length + 1);
  expect((await findReporter('jsonl').render(run, options)).split('\n')).toHaveLength(
    run.measurements.length,
  );
  const [first] = run.devices;
  if (first === undefined) throw new Error('the golden run has a device');
  const hostile = {
    ...run,
    devices: [{ ...first, name: '=HYPERLINK("x"),y' }, ...run.devices.slice(1)],
  };
  expect(await findReporter('csv').render(hostile, options)).toContain(`"'=HYPERLINK(""x""),y"`);
});

test('each flag is told in words with what to do about it, one that is not known by its id', async () => {
  for (const { id, words, remedy } of flags) {
    const flagged = { ...run, run: { ...run.run, flags: [id, 'of-tomorrow'] } };
    const text = await findReporter('human').render(flagged, options);
    expect(text).toContain(`! ${id}: ${words}: ${remedy}`);
    expect(text).toContain('! of-tomorrow: see the run');
  }
});

test('a failure is told with its cause, and people with what they can do about it', async () => {
  const target = { kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm' };
  const failed = { outcome: 'failed' as const, cause: 'crash', reason: 'It died.', ...target };
  const broken = { ...run, measurements: [...run.measurements, failed] };
  const text = await findReporter('human').render(broken, options);
  expect(text).toContain('failed matmul f32 on cpu0-wasm: It died.');
  expect(text).toContain('→ crash: update the driver or runtime');
  const last = (await findReporter('jsonl').render(broken, options)).split('\n').at(-1);
  expect(JSON.parse(last ?? '')).toMatchObject({ outcome: 'failed', cause: 'crash' });
});

test('flat rows give each median the interval that its samples allow', async () => {
  const lines = (await findReporter('jsonl').render(run, options)).split('\n');
  const rows = lines.map((line) => JSON.parse(line)).filter(({ outcome }) => outcome === 'ok');
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    expect(row.intervalLowSeconds).toBeGreaterThanOrEqual(row.minSeconds);
    expect(row.intervalLowSeconds).toBeLessThanOrEqual(row.medianSeconds);
    expect(row.intervalHighSeconds).toBeGreaterThanOrEqual(row.medianSeconds);
    expect(row.intervalHighSeconds).toBeLessThanOrEqual(row.maxSeconds);
    // Fewer than six samples cannot give 95 %, and must not claim it.
    if (row.sampleCount < 6) expect(row.intervalConfidence).toBeLessThan(0.95);
  }
});

test('what is not a run is a clear error', () => {
  expect(() => parseRun('{"a":', 'x.json')).toThrow(/x\.json is not JSON/);
  expect(() => parseRun('{"schemaVersion":1}', 'x.json')).toThrow(/x\.json is not a run/);
});
