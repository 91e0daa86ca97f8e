import { expect, test } from 'vitest';
import { quantizations } from '../quantizations/quantizations.ts';
import { cacheFormats, findCacheFormat } from './cache-formats.ts';
import { keyValueCacheBytes } from './key-value-cache.ts';
import { findModel, models } from './models.ts';
import { activeParameters, totalParameters } from './parameters.ts';

const published = models.flatMap((model) =>
  model.publishedParameters === undefined
    ? []
    : [[model.id, model, model.publishedParameters] as const],
);

test.each(published.filter(([, { leftOut }]) => leftOut === undefined))(
  'the architecture of %s adds up to the published parameter count',
  (_, model, count) => {
    expect(Math.abs(totalParameters(model) / count - 1)).toBeLessThan(0.006);
  },
);

test.each(published.filter(([, { leftOut }]) => leftOut !== undefined))(
  'the architecture of %s is the published one without what is left out',
  (_, model, count) => {
    const share = totalParameters(model) / count;
    expect(share).toBeLessThan(1.001);
    expect(share).toBeGreaterThan(0.8);
  },
);

test('at least 80 models and 30 formats say where their figures were published', () => {
  expect(models.length).toBeGreaterThanOrEqual(80);
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  for (const { id, source } of models) {
    expect([id, source]).toEqual([
      id,
      expect.stringMatching(/^https:\/\/huggingface\.co\/[^/]+\/[^/]+\/blob\/main\/config\.json$/),
    ]);
  }
  expect(quantizations.length).toBeGreaterThanOrEqual(30);
  expect(new Set(quantizations.map(({ id }) => id)).size).toBe(quantizations.length);
  for (const { id, source } of [...quantizations, ...cacheFormats]) {
    expect([id, source]).toEqual([id, expect.stringMatching(/https:\/\//)]);
  }
});

test.each([
  ['qwen3-235b-a22b', 22.2e9],
  ['deepseek-v3-671b', 37e9],
  ['kimi-k2-1t', 32e9],
  ['gpt-oss-20b', 3.6e9],
  ['gpt-oss-120b', 5.1e9],
  ['mixtral-8x7b', 12.9e9],
  ['nemotron-3-super-120b-a12b', 12e9],
  ['nemotron-3-ultra-550b-a55b', 55e9],
  ['glm-5-744b-a40b', 40e9],
  ['deepseek-v4-flash', 13e9],
  ['qwen3.5-397b-a17b', 17e9],
  ['minimax-m2', 10e9],
  ['deepseek-v2-lite-16b', 2.4e9],
])('%s activates the published number of parameters per token', (id, count) => {
  const model = findModel(id);
  if (model === undefined) throw new Error(`no model ${id}`);
  // Publications differ in whether the input embedding counts, so 6 % are allowed.
  expect(Math.abs(activeParameters(model) / count - 1)).toBeLessThan(0.06);
});

test('the cache of Llama 3.1 8B at 8192 tokens is 1 GiB, of latent attention 57 times less per head', () => {
  const llama = findModel('llama-3.1-8b');
  const gemma = findModel('gemma-3-12b');
  const deepseek = findModel('deepseek-v3-671b');
  if (!llama || !gemma || !deepseek) throw new Error('models missing');
  expect(keyValueCacheBytes(llama, 8192)).toBe(2 ** 30);
  expect(keyValueCacheBytes(llama, 8192, findCacheFormat('q8_0'))).toBe((2 ** 30 * 8.5) / 16);
  expect(keyValueCacheBytes(deepseek, 1000)).toBe(61 * 576 * 2 * 1000);
  // Sliding layers stop growing at their window.
  const growth = keyValueCacheBytes(gemma, 8192) - keyValueCacheBytes(gemma, 4096);
  expect(growth).toBe(2 * 8 * 256 * 2 * 8 * 4096);
});

test('linear attention and state spaces keep a state that does not grow', () => {
  const qwen = findModel('qwen3.5-27b');
  const nemotron = findModel('nemotron-3-nano-30b-a3b');
  if (!qwen || !nemotron) throw new Error('models missing');
  // 16 of 64 layers attend: 4 heads of 256 numbers, key and value.
  const tokenBytes = 16 * 2 * 4 * 256 * 2;
  expect(keyValueCacheBytes(qwen, 2000) - keyValueCacheBytes(qwen, 1000)).toBe(1000 * tokenBytes);
  expect(keyValueCacheBytes(qwen, 0)).toBeGreaterThan(48 * 48 * 128 * 128 * 4);
  // 6 of 52 layers attend, with 2 heads of 128 numbers.
  expect(keyValueCacheBytes(nemotron, 1001) - keyValueCacheBytes(nemotron, 1000)).toBe(
    6 * 2 * 2 * 128 * 2,
  );
});
