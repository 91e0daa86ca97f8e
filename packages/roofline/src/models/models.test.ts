import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quantizations } from '../quantizations/quantizations.ts';
import { keyValueCacheBytes } from './key-value-cache.ts';
import { findModel, models } from './models.ts';
import { activeParameters, totalParameters } from './parameters.ts';

test.each(models.map((model) => [model.id, model] as const))(
  'the architecture of %s adds up to the published parameter count',
  (_, model) => {
    expect(Math.abs(totalParameters(model) / model.publishedParameters - 1)).toBeLessThan(0.01);
  },
);

test('every architecture and every format says where its figures were published', () => {
  for (const { id, source } of models) {
    expect([id, source]).toEqual([
      id,
      expect.stringMatching(/^https:\/\/huggingface\.co\/[^/]+\/[^/]+\/blob\/main\/config\.json$/),
    ]);
  }
  for (const { id, source } of quantizations) {
    expect([id, source]).toEqual([id, expect.stringMatching(/https:\/\//)]);
  }
});

test('each model file is in the list', () => {
  const kinds = [
    'define-model',
    'models',
    'models.test',
    'parameters',
    'key-value-cache',
    'recognize-model',
    'recognize-model.test',
  ];
  const files = readdirSync(new URL('.', import.meta.url)).map((name) => name.replace(/\.ts$/, ''));
  expect(files.filter((name) => !kinds.includes(name)).sort()).toEqual(
    models.map((model) => model.id).sort(),
  );
  expect(new Set(models.map((model) => model.id)).size).toBe(models.length);
});

test.each([
  ['qwen3-235b-a22b', 22.2e9],
  ['deepseek-v3-671b', 37e9],
  ['kimi-k2-1t', 32e9],
  ['gpt-oss-20b', 3.6e9],
  ['gpt-oss-120b', 5.1e9],
  ['mixtral-8x7b', 12.9e9],
])('%s activates the published number of parameters per token', (id, published) => {
  const model = findModel(id);
  if (model === undefined) throw new Error(`no model ${id}`);
  // Publications differ in whether the input embedding counts, so 6 % are allowed.
  expect(Math.abs(activeParameters(model) / published - 1)).toBeLessThan(0.06);
});

test('the cache of Llama 3.1 8B at 8192 tokens is 1 GiB, of latent attention 57 times less per head', () => {
  const llama = findModel('llama-3.1-8b');
  const gemma = findModel('gemma-3-12b');
  const deepseek = findModel('deepseek-v3-671b');
  if (!llama || !gemma || !deepseek) throw new Error('models missing');
  expect(keyValueCacheBytes(llama, 8192)).toBe(2 ** 30);
  expect(keyValueCacheBytes(deepseek, 1000)).toBe(61 * 576 * 2 * 1000);
  // Sliding layers stop growing at their window.
  const growth = keyValueCacheBytes(gemma, 8192) - keyValueCacheBytes(gemma, 4096);
  expect(growth).toBe(2 * 8 * 256 * 2 * 8 * 4096);
});
