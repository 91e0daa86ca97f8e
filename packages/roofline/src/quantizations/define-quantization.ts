import type { MatvecDtype } from '../machine.ts';
import type { TensorRole } from '../models/layer-tensors.ts';

/** What a rule may ask of a model. */
export interface ModelTraits {
  /** Query heads for each key head. */
  readonly queriesPerKey: number;
  readonly expertCount: number;
  readonly isEmbeddingTied: boolean;
  /** Layers in all, and the one at hand. */
  readonly layers: number;
  readonly layer: number;
}

/** Stores the tensors of some roles otherwise than the rest; the first rule that holds decides. */
export interface TypeRule {
  readonly roles: readonly TensorRole[];
  /** A ggml tensor type, or bits per number where the format is no ggml one. */
  readonly type: string | number;
  readonly when?: (model: ModelTraits) => boolean;
}

/** A format in which weights are stored. */
export interface Quantization {
  /** Wire id, without `--`, which separates the parts of a workload id. */
  readonly id: string;
  readonly title: string;
  /** What most tensors are stored in: a ggml tensor type, or bits per number. */
  readonly base: string | number;
  readonly rules?: readonly TypeRule[];
  /** The measured dequantizing product whose rate is nearest to this format's. */
  readonly matvecDtype: MatvecDtype;
  /** True when prompts are multiplied in 8-bit integers where the device has them. */
  readonly isIntegerPath: boolean;
  /** True when the mix of tensors is the publisher's own, so that bytes are those of a likeness. */
  readonly isApproximate?: boolean;
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
