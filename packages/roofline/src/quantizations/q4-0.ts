import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Blocks of 32 4-bit weights with one f16 scale: 18 bytes for 32 weights; output matrix in Q6_K. */
export const q4Zero: Quantization = defineQuantization({
  id: 'q4_0',
  title: 'Q4_0',
  bits: { attention: 4.5, feedForward: 4.5, embedding: 4.5, output: 6.5625 },
  matvecDtype: 'q4_0',
  isIntegerPath: true,
  aliases: [],
  source:
    'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts)',
});
