import { defineQuantization, type Quantization } from './define-quantization.ts';

/** Blocks of 32 4-bit floats with one shared 8-bit exponent for feed-forward weights and experts. */
export const mxfp4: Quantization = defineQuantization({
  id: 'mxfp4',
  title: 'MXFP4',
  bits: { attention: 8.5, feedForward: 4.25, embedding: 8.5, output: 8.5 },
  matvecDtype: 'q4_0',
  isIntegerPath: true,
  aliases: ['mxfp4_moe'],
  source:
    'https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf (32 4-bit values and one 8-bit scale); attention and embedding as q8_0',
});
