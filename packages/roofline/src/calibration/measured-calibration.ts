import type { MeasuredCalibration } from './calibration.ts';

/**
 * How a real runtime relates to the agent's own measurements. The CPU figures come from running a
 * 672-million-parameter model with llama.cpp on a two-core x86-64 server (AVX2, no VNNI) next to this
 * agent: decode reached 0.68 to 0.72 of the q8_0 matrix-vector rate, 0.42 to 0.55 (quantized) and
 * 0.61 to 0.63 (F16) of weight bytes at the read bandwidth; prefill 0.66 to 0.85 (quantized) and 0.34
 * to 0.41 (F16) of the f32 matmul rate. One machine is thin evidence, so intervals stay wide.
 */
export const measuredCalibration: MeasuredCalibration = {
  source: 'llama.cpp next to the agent on one two-core server',
  decodePerMatvec: 0.7,
  decodePerBandwidth: { quantized: 0.48, plain: 0.62 },
  prefillPerMatmul: { quantized: 0.75, plain: 0.375 },
  logHalfWidths: { decode: 0.15, decodeWithoutMatvec: 0.3, prefill: 0.3, unchecked: 0.6 },
};
