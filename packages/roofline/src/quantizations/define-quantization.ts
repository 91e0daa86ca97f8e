import type { MatvecDtype } from '../machine.ts';

/** Bits that one weight occupies, scales included, by the part of the model. */
export interface BitsPerWeight {
  readonly attention: number;
  readonly feedForward: number;
  readonly embedding: number;
  readonly output: number;
}

/** A format in which weights are stored. */
export interface Quantization {
  /** Wire id, without `--`, which separates the parts of a workload id. */
  readonly id: string;
  readonly title: string;
  readonly bits: BitsPerWeight;
  /** The measured dequantizing product whose rate is nearest to this format's. */
  readonly matvecDtype: MatvecDtype;
  /** True when prompts are multiplied in 8-bit integers where the device has them. */
  readonly isIntegerPath: boolean;
  /** Names under which files of this format are published, lower case. */
  readonly aliases: readonly string[];
  /** Where the format's layout is published. */
  readonly source: string;
}

/** Defines a quantization, checking at load what the rest of the package relies on. */
export function defineQuantization<const Q extends Quantization>(quantization: Q): Q {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(quantization.id) || quantization.id.includes('--')) {
    throw new Error(`Quantization id "${quantization.id}" is not a wire id without "--".`);
  }
  return quantization;
}
