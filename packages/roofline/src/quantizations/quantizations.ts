import { bf16 } from './bf16.ts';
import type { Quantization } from './define-quantization.ts';
import { f16 } from './f16.ts';
import { f32 } from './f32.ts';
import { mxfp4 } from './mxfp4.ts';
import { q4Zero } from './q4-0.ts';
import { q4KM } from './q4-k-m.ts';
import { q5KM } from './q5-k-m.ts';
import { q6K } from './q6-k.ts';
import { q8Zero } from './q8-0.ts';

/** Every weight format that the product can predict, widest first. */
export const quantizations: readonly Quantization[] = [
  f32,
  f16,
  bf16,
  q8Zero,
  q6K,
  q5KM,
  q4KM,
  q4Zero,
  mxfp4,
] as const satisfies readonly Quantization[];

const byId = new Map(quantizations.map((quantization) => [quantization.id, quantization]));

/** The quantization with that id, or undefined. */
export function findQuantization(id: string): Quantization | undefined {
  return byId.get(id);
}
