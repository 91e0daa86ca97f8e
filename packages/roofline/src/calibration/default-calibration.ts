import type { Calibration, PhaseFit } from './calibration.ts';

function phaseFit(
  bandwidthEfficiency: number,
  computeEfficiency: number,
  overheadSecondsPerLayer: number,
  logHalfWidth: number,
): PhaseFit {
  return {
    bandwidthEfficiency,
    computeEfficiency,
    overheadSecondsPerLayer,
    logHalfWidth,
    evidenceCount: 0,
  };
}

/** First constants, from the published results of the Llama 2 7B Q4_0 collections of llama.cpp. */
export const defaultCalibration: Calibration = {
  source: 'ggml-org/llama.cpp discussions 15013, 10879, 4167',
  groups: {
    nvidia: { decode: phaseFit(0.88, 0.5, 37e-6, 0.2), prefill: phaseFit(0.88, 0.9, 37e-6, 0.35) },
    apple: {
      decode: phaseFit(0.92, 0.5, 180e-6, 0.2),
      prefill: phaseFit(0.92, 0.88, 180e-6, 0.35),
    },
    amd: { decode: phaseFit(0.96, 0.4, 112e-6, 0.25), prefill: phaseFit(0.96, 0.4, 112e-6, 0.5) },
    intel: { decode: phaseFit(0.8, 0.4, 112e-6, 0.4), prefill: phaseFit(0.8, 0.4, 112e-6, 0.6) },
    gpu: { decode: phaseFit(0.7, 0.4, 112e-6, 0.6), prefill: phaseFit(0.7, 0.4, 112e-6, 0.8) },
    cpu: { decode: phaseFit(0.55, 0.6, 10e-6, 0.5), prefill: phaseFit(0.55, 0.6, 10e-6, 0.6) },
  },
};
