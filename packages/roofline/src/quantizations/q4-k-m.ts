import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Mostly 4-bit super-blocks (144 bytes for 256), the more sensitive tensors in Q6_K. */
export const q4KM: Quantization = defineQuantization({
  id: 'q4_k_m',
  title: 'Q4_K_M',
  bits: { attention: 4.81, feedForward: 4.81, embedding: 4.5, output: 6.5625 },
  matvecDtype: 'q4_0',
  isIntegerPath: true,
  aliases: ['q4_k', 'q4_k_medium', 'q4_k_s', 'q4', '4bit'],
  source:
    'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts); mix of formats per tensor from the size of the published Llama 3.1 8B file',
});
