import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Blocks of 32 signed bytes with one f16 scale: 34 bytes for 32 weights. */
export const q8Zero: Quantization = defineQuantization({
  id: 'q8_0',
  title: 'Q8_0',
  bits: { attention: 8.5, feedForward: 8.5, embedding: 8.5, output: 8.5 },
  matvecDtype: 'q8_0',
  isIntegerPath: true,
  aliases: ['q8', 'int8', '8bit'],
  source:
    'https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h (block layouts)',
});
