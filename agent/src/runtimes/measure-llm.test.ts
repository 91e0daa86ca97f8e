import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LlmEvent, LlmResult } from './llm-result.ts';
import { type MeasureLlmOptions, measureLlm } from './measure-llm.ts';
import type { ModelShape } from './model-shape.ts';
import { binaryPackages } from './runtime-packages.ts';

// Processes start slowly on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

// Faults that the real library cannot be made to have on demand are had by small libraries of the
// test's own; everything around them, the process included, is the product.

const shape: ModelShape = {
  layers: 1,
  hiddenSize: 64,
  feedForwardSize: 64,
  heads: 2,
  keyValueHeads: 1,
  vocabularySize: 300,
  contextTokens: 64,
};

let folder = '';
let temporaryFolder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-llm-'));
  temporaryFolder = join(folder, 'temporary');
  await mkdir(temporaryFolder);
});
afterEach(() => rm(folder, { recursive: true }));

/** Installs a library whose module is `source`. */
async function install(source: string): Promise<void> {
  const [binaries = ''] = binaryPackages({ system: process.platform, processor: process.arch });
  for (const name of ['node-llama-cpp', binaries]) {
    const package_ = join(folder, 'node_modules', name);
    await mkdir(join(package_, 'dist'), { recursive: true });
    await writeFile(join(package_, 'package.json'), '{"version":"3.22.1","type":"module"}');
    await writeFile(join(package_, 'dist', 'index.js'), source);
  }
}

/** A library that answers each decoded token with `token` and a probability of `confidence`. */
function answering(token: string, confidence: string): string {
  return `
    const sequence = {
      clearHistory: async () => {},
      evaluateWithoutGeneratingNewTokens: async () => {},
      async *evaluate() { for (let index = 0; ; index++) yield ${token}; },
      async *evaluateWithMetadata() { yield { confidence: ${confidence} }; },
    };
    const context = { getSequence: () => sequence, dispose: async () => {} };
    const model = { createContext: async () => context };
    export const getLlama = async () => ({
      gpu: false, cpuMathCores: 1, systemInfo: 'none', llamaCppRelease: { release: 'none' },
      loadModel: async () => model, getGpuDeviceNames: async () => ['llvmpipe (LLVM 15)'],
      dispose: async () => {},
    });`;
}

function measure(changes: Partial<MeasureLlmOptions> = {}): Promise<LlmResult> {
  return measureLlm({
    runtimeFolder: folder,
    temporaryFolder,
    quantization: 'q8_0',
    promptTokens: 16,
    generatedTokens: 8,
    shape,
    timeBudgetSeconds: 0,
    ...changes,
  });
}

async function isProcessGone(processId: number): Promise<boolean> {
  try {
    process.kill(processId, 0);
    return false;
  } catch {
    return true;
  }
}

test('without the runtime nothing is written, and the answer says how to get it', async () => {
  const result = await measure();
  expect(result).toMatchObject({
    outcome: 'unavailable',
    reason: expect.stringContaining('not installed'),
  });
  expect(result.outcome === 'unavailable' && result.nextStep).toContain('--install-llm');
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test('an abort kills the runtime, removes the model and ends as failed', async () => {
  await install(`
    import { writeFileSync } from 'node:fs';
    export const getLlama = async () => ({ gpu: false, loadModel: async ({ modelPath }) => {
      writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));
      setInterval(() => {}, 1000);
      process.send({ type: 'event', event: { type: 'warming-up' } });
      for (;;);
    } });`);
  const abort = new AbortController();
  const onEvent = (event: LlmEvent): void => {
    if (event.type === 'warming-up') abort.abort();
  };
  const result = await measure({ signal: abort.signal, onEvent });
  expect(result).toEqual({ outcome: 'failed', reason: 'interrupted' });
  expect(await isProcessGone(Number(await readFile(join(folder, 'pid'), 'utf8')))).toBe(true);
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test('an abort that came before ends at once', async () => {
  await install('export const getLlama = () => new Promise(() => setInterval(() => {}, 1000));');
  const result = await measure({ signal: AbortSignal.abort() });
  expect(result).toEqual({ outcome: 'failed', reason: 'interrupted' });
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test('a native crash ends as failed with what was said last, and the model is gone', async () => {
  await install(`export const getLlama = async () => {
    process.stderr.write('GGML_ASSERT(n > 0) failed\\n');
    process.abort();
  };`);
  const result = await measure();
  expect(result).toMatchObject({
    outcome: 'failed',
    reason: expect.stringMatching(/SIGABRT|code/),
  });
  expect(result.outcome === 'failed' && result.reason).toContain('GGML_ASSERT(n > 0) failed');
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test.each([
  ['NaN in the network', '7', 'Number.NaN', 'probability NaN'],
  ['a token outside the vocabulary', '300', '0.5', 'token 300, which does not exist'],
  ['answers that differ', 'Math.floor(performance.now() * 1e4) % 300', '0.5', 'another answer'],
])('%s is a failure, not a result', async (_, token, confidence, reason) => {
  await install(answering(token, confidence));
  const result = await measure();
  expect(result).toMatchObject({ outcome: 'failed', reason: expect.stringContaining(reason) });
});

test('a GPU that only draws with the CPU is no GPU', async () => {
  await install(answering('7', '0.5'));
  const result = await measure({ compute: 'gpu' });
  expect(result).toMatchObject({
    outcome: 'unavailable',
    reason: expect.stringContaining('llvmpipe'),
  });
});

test('every sample is told, and the median is among them', async () => {
  await install(answering('7', '0.5'));
  const events: LlmEvent[] = [];
  const result = await measure({ onEvent: (event) => events.push(event) });
  if (result.outcome !== 'ok') throw new Error(JSON.stringify(result));
  const { samples, throughputTokensPerSecond } = result.decode;
  expect(samples.length).toBeGreaterThanOrEqual(2);
  const rates = samples.map((sample) => sample.throughputTokensPerSecond);
  expect(throughputTokensPerSecond.median).toBeGreaterThanOrEqual(Math.min(...rates));
  expect(throughputTokensPerSecond.median).toBeLessThanOrEqual(Math.max(...rates));
  const told = events.filter((event) => event.type === 'sample' && event.phase === 'decode');
  expect(told.length).toBe(samples.length);
  expect(events[0]?.type).toBe('model-writing');
});

test('more tokens than the context holds are refused with the numbers', async () => {
  await expect(measure({ promptTokens: 60 })).rejects.toThrow(/prompt of 60 .* context of 64/);
});
