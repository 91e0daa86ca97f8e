import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Super-blocks of 256 6-bit weights with scales: 210 bytes for 256 weights. */
export const q6K: Quantization = defineQuantization({
  id: 'q6_k',
  title: 'Q6_K',
  bits: { attention: 6.5625, feedForward: 6.5625, embedding: 6.5625, output: 6.5625 },
  matvecDtype: 'q8_0',
  isIntegerPath: true,
  aliases: ['q6', 'q6_k_l'],
  source:
    'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts)',
});
