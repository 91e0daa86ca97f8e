import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Brain floating point: 2 bytes a weight. */
export const bf16: Quantization = defineQuantization({
  id: 'bf16',
  title: 'BF16',
  bits: { attention: 16, feedForward: 16, embedding: 16, output: 16 },
  matvecDtype: 'f16',
  isIntegerPath: false,
  aliases: ['bfloat16'],
  source: 'https://cloud.google.com/tpu/docs/bfloat16',
});
