import type { Machine } from './machine.ts';
import type { PhaseSeconds } from './phase-seconds.ts';
import type { PhaseWork } from './phase-work.ts';

/**
 * Share of the dense f16 peak that training reaches: 38 to 43 % on H100 clusters.
 * Source: The Llama 3 Herd of Models, arXiv:2407.21783, table 4. Single devices and LoRA vary more,
 * so the interval is wide.
 */
const utilizationRatio = 0.4;
const logHalfWidth = 0.5;

/** Seconds of one training step on one device; undefined when no compute rate is known. */
export function trainingSeconds(machine: Machine, work: PhaseWork): PhaseSeconds | undefined {
  const { f32 = 0, f16 = 0 } = machine.computeFlopsPerSecond;
  const rate = Math.max(f32, f16);
  if (rate === 0) return undefined;
  const memory = work.bytes / machine.bandwidthBytesPerSecond;
  const compute = work.flops / (rate * utilizationRatio);
  return { memory, compute, overhead: 0, total: Math.max(memory, compute), logHalfWidth };
}
