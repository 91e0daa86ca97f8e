import { identify } from '../identify.ts';
import type { PublishedBandwidth } from './published-bandwidth.ts';
import type { PublishedThroughput } from './published-throughput.ts';

/** Slug of a tested device; a result of several devices belongs to none of them. */
export function slugOfResult(result: PublishedBandwidth | PublishedThroughput): string | undefined {
  if ('model' in result && (result.kind === 'multi-GPU' || result.kind === 'hybrid')) {
    return undefined;
  }
  const kind = result.kind.toLowerCase() === 'cpu' ? 'cpu' : 'gpu';
  const memoryBytes = 'memoryBytes' in result ? result.memoryBytes : undefined;
  const { device, vendor } = result;
  // Some collections write "4090 24GB": among NVIDIA's products that number is an RTX only.
  const names = vendor === 'NVIDIA' ? [device, `RTX ${device}`] : [device];
  // Tables say so where they mean a laptop's.
  return identify({ kind, names, memoryBytes, formFactor: 'desktop' });
}
