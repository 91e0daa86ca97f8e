/**
 * Further half widths, in logarithms, of models with experts: the fit has seen dense models only.
 * Decode: six published results of gpt-oss 20B lie 20 % from the prediction in the median. Prefill:
 * none is at hand, and small products per expert may halve the rate or worse.
 */
export const expertSpread = { decode: 0.2, prefill: 0.7 } as const;
