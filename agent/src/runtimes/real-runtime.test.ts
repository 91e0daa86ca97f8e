import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pathsOf } from '../store/paths.ts';
import { findRuntime } from './find-runtime.ts';
import { measureLlm } from './measure-llm.ts';
import type { ModelShape } from './model-shape.ts';
import { weightFormats } from './weight-formats.ts';

const runtimeFolder = pathsOf(process.env).llmFolder;
const runtime = await findRuntime(runtimeFolder);
const why = runtime.found ? '' : ` (skipped: ${runtime.reason})`;

const shape: ModelShape = {
  layers: 2,
  hiddenSize: 256,
  feedForwardSize: 512,
  heads: 4,
  keyValueHeads: 2,
  vocabularySize: 512,
  contextTokens: 256,
};

describe.skipIf(!runtime.found)(`the installed LLM runtime${why}`, () => {
  let temporaryFolder = '';
  beforeEach(async () => {
    temporaryFolder = await mkdtemp(join(tmpdir(), 'real-runtime-'));
  });
  afterEach(() => rm(temporaryFolder, { recursive: true }));

  test.each(weightFormats)(
    'runs a synthetic model in $id and answers soundly',
    async ({ id }) => {
      const result = await measureLlm({
        runtimeFolder,
        temporaryFolder,
        quantization: id,
        promptTokens: 64,
        generatedTokens: 16,
        shape,
        timeBudgetSeconds: 1,
      });
      expect(result).toMatchObject({ outcome: 'ok', quantization: id });
      if (result.outcome !== 'ok') return;
      expect(result.softwarePath).toMatchObject({
        compute: 'cpu',
        version: '3.22.1',
        gpuNames: [],
      });
      expect(result.decode.throughputTokensPerSecond.min).toBeGreaterThan(0);
      expect(await readdir(temporaryFolder)).toEqual([]);
    },
    60_000,
  );

  test('is killed by an abort, and its model is removed', async () => {
    const abort = new AbortController();
    const result = await measureLlm({
      runtimeFolder,
      temporaryFolder,
      quantization: 'q4_0',
      promptTokens: 64,
      generatedTokens: 64,
      shape,
      timeBudgetSeconds: 60,
      signal: abort.signal,
      onEvent: ({ type }) => type === 'sample' && abort.abort(),
    });
    expect(result).toEqual({ outcome: 'failed', reason: 'interrupted' });
    expect(await readdir(temporaryFolder)).toEqual([]);
  }, 60_000);
});
