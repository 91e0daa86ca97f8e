import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Single precision: 4 bytes a weight. */
export const f32: Quantization = defineQuantization({
  id: 'f32',
  title: 'F32',
  bits: { attention: 32, feedForward: 32, embedding: 32, output: 32 },
  matvecDtype: 'f32',
  isIntegerPath: false,
  aliases: ['fp32', 'float32'],
  source: 'IEEE 754-2019 binary32, https://doi.org/10.1109/IEEESTD.2019.8766229',
});
