import type { MeasuredCalibration } from './calibration.ts';

/**
 * How a real runtime relates to the agent's own measurements: llama.cpp with a synthetic model of 640
 * to 672 million parameters on a two-core x86-64 server (AVX2, no VNNI), next to this agent.
 *
 * Decode streamed 20 to 25 GB/s of Q8_0 and 16 to 17 GB/s of Q4_0 weights where the agent's product
 * read 20 to 25 and 15 to 17, so 0.8 to 1.1 of it; of weight bytes at the read bandwidth 0.52 to 0.55
 * (Q8_0), 0.42 to 0.44 (Q4_0) and 0.61 to 0.63 (F16). Prefill reached 0.66 to 1.3 (quantized) and 0.34
 * to 0.41 (F16) of the f32 matmul rate. One machine, not always quiet, is thin evidence: the intervals
 * hold these ranges.
 */
export const measuredCalibration: MeasuredCalibration = {
  source: 'llama.cpp next to the agent on one two-core server',
  decodePerMatvec: 0.95,
  decodePerBandwidth: { quantized: 0.48, plain: 0.62 },
  prefillPerMatmul: { quantized: 0.95, plain: 0.375 },
  logHalfWidths: { decode: 0.2, decodeWithoutMatvec: 0.3, prefill: 0.35, unchecked: 0.6 },
};
