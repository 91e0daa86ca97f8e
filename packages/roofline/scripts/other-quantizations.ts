import type { Quantization } from '../src/quantizations/define-quantization.ts';
import { recognizeQuantization } from '../src/quantizations/recognize-quantization.ts';

/**
 * Bits per weight of formats that the product does not offer but that published results use, scales
 * and mixed tensors included. GGUF: sizes of the Llama 3.1 8B files in llama.cpp's
 * tools/quantize/README.md; others: their group sizes (4 bits, 16-bit scale, 4-bit zero per 128).
 */
const bitsPerWeight: Readonly<Record<string, number>> = {
  iq1_s: 2,
  iq1_m: 2.15,
  iq2_xxs: 2.38,
  iq2_xs: 2.59,
  iq2_s: 2.74,
  iq2_m: 2.93,
  q2_k_s: 2.97,
  q2_k: 3.16,
  iq3_xxs: 3.25,
  iq3_xs: 3.5,
  q3_k_s: 3.64,
  iq3_s: 3.66,
  iq3_m: 3.76,
  q3_k_m: 4,
  q3_k: 4,
  q3_k_l: 4.3,
  iq4_xs: 4.46,
  iq4_nl: 4.68,
  q4_k_l: 4.9,
  q4_k_xl: 4.9,
  q4_1: 5.13,
  q5_k_s: 5.57,
  q5_0: 5.6,
  q5_1: 6.07,
  tq1_0: 1.69,
  tq2_0: 2.06,
  awq: 4.16,
  gptq: 4.16,
  int4: 4.16,
  nvfp4: 4.5,
  fp4: 4.5,
  '4_bit': 4.5,
  '4_bit_mlx': 4.5,
  fp8: 8,
  f8: 8,
  fp8_e4m3: 8,
  int8: 8,
  w8a8: 8,
  '8_bit': 8.5,
  '8_bit_mlx': 8.5,
};

/**
 * The weight format of a published name: one that the product offers, or one whose size is known.
 * The latter has no results behind it, so its intervals are those of something never seen.
 */
export function quantizationNamed(name: string): Quantization | undefined {
  const listed = recognizeQuantization(name);
  if (listed !== undefined) return listed;
  const id = name
    .toLowerCase()
    .replace(/^ud[-_]/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const bits = Object.hasOwn(bitsPerWeight, id) ? bitsPerWeight[id] : undefined;
  if (bits === undefined) return undefined;
  return {
    id,
    title: name,
    bits: { attention: bits, feedForward: bits, embedding: bits, output: bits },
    matvecDtype: bits >= 8 ? 'q8_0' : 'q4_0',
    isIntegerPath: true,
    aliases: [],
    source: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md',
  };
}
