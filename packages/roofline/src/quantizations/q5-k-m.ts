import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Mostly 5-bit super-blocks (176 bytes for 256), the more sensitive tensors in Q6_K. */
export const q5KM: Quantization = defineQuantization({
  id: 'q5_k_m',
  title: 'Q5_K_M',
  bits: { attention: 5.66, feedForward: 5.66, embedding: 5.5, output: 6.5625 },
  matvecDtype: 'q8_0',
  isIntegerPath: true,
  aliases: ['q5_k', 'q5_k_medium', 'q5_k_s', 'q5'],
  source:
    'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts); mix of formats per tensor from the size of the published Llama 3.1 8B file',
});
