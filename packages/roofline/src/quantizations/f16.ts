import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Half precision: 2 bytes a weight. */
export const f16: Quantization = defineQuantization({
  id: 'f16',
  title: 'F16',
  bits: { attention: 16, feedForward: 16, embedding: 16, output: 16 },
  matvecDtype: 'f16',
  isIntegerPath: false,
  aliases: ['fp16', 'float16', 'half'],
  source: 'IEEE 754-2019 binary16, https://doi.org/10.1109/IEEESTD.2019.8766229',
});
