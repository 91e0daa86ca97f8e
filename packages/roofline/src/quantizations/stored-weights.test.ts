import { expect, test } from 'vitest';
import { findModel } from '../models/models.ts';
import { findQuantization } from './quantizations.ts';
import { storedWeights } from './stored-weights.ts';

function bytesOf(modelId: string, formatId: string): number {
  const model = findModel(modelId);
  const format = findQuantization(formatId);
  if (!model || !format) throw new Error(`no ${modelId} or ${formatId}`);
  return storedWeights(model, format).total;
}

/**
 * Bits per weight of the Llama 3.1 8B files, by llama.cpp's tools/quantize/README.md: what the rules
 * for each tensor must add up to.
 */
test.each([
  ['iq1_s', 2.0042],
  ['iq1_m', 2.146],
  ['iq2_xxs', 2.3824],
  ['iq2_xs', 2.5882],
  ['iq2_s', 2.7403],
  ['iq2_m', 2.9294],
  ['iq3_xxs', 3.2548],
  ['iq3_xs', 3.4977],
  ['iq3_s', 3.6606],
  ['iq3_m', 3.7628],
  ['iq4_xs', 4.4597],
  ['iq4_nl', 4.6818],
  ['q2_k', 3.1593],
  ['q3_k_s', 3.6429],
  ['q3_k_m', 3.996],
  ['q3_k_l', 4.2979],
  ['q4_k_s', 4.6672],
  ['q4_k_m', 4.8944],
  ['q5_k_s', 5.5704],
  ['q5_k_m', 5.7036],
  ['q6_k', 6.5633],
  ['q8_0', 8.5008],
  ['f16', 16.0005],
])('Llama 3.1 8B in %s takes the published %f bits a weight', (format, bits) => {
  const parameters = 8_030_261_248;
  expect(Math.abs((bytesOf('llama-3.1-8b', format) * 8) / parameters / bits - 1)).toBeLessThan(
    0.01,
  );
});

test.each([
  // Sizes of files at Hugging Face, with their headers and tokenizers.
  ['llama-3.1-8b', 'q4_k_m', 4_920_739_232],
  ['lfm2-1.2b', 'q4_k_m', 730_895_168],
  ['qwen3.5-2b', 'q4_k_m', 1_280_835_840],
])('%s in %s is as large as its file but for the tokenizer', (model, format, fileBytes) => {
  const share = bytesOf(model, format) / fileBytes;
  expect(share).toBeLessThan(1);
  expect(share).toBeGreaterThan(0.98);
});

test('gpt-oss keeps its experts in MXFP4 whatever a file is called', () => {
  const experts = (format: string) => {
    const model = findModel('gpt-oss-20b');
    const found = findQuantization(format);
    if (!model || !found) throw new Error('missing');
    return storedWeights(model, found).layers[0]?.experts;
  };
  expect(experts('q8_0')).toBe(experts('mxfp4'));
  expect(experts('q4_k_m')).toBe(experts('mxfp4'));
  // MLX converts them.
  expect(experts('mlx-8bit')).toBeGreaterThan(1.9 * (experts('mxfp4') ?? Number.NaN));
});

test('rows that no block fits are stored in the next wider format', () => {
  // 2880 columns are no multiple of 256, so Q4_K becomes Q5_0, as llama.cpp does.
  const model = findModel('gpt-oss-20b');
  const format = findQuantization('q4_k_s');
  if (!model || !format) throw new Error('missing');
  const { layers } = storedWeights(model, format);
  const last = layers.at(-1);
  const values = 2880 * 8 * 64;
  const output = 2880 * 64 * 64;
  // Queries, keys and values have 2880 columns, the output 4096.
  expect(last?.mixers).toBe(((output + 2 * values) * 5.5 + output * 4.5) / 8);
});
