import { hash32 } from '../input-values.ts';

/** Two 32-bit words, drawn by the server. */
export type ChallengeSeed = readonly [number, number];

/** Both words of a seed from its 16 hexadecimal digits. */
export function challengeSeed(hex: string): ChallengeSeed {
  return [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8), 16)];
}

/** 32 fresh bits from seed, lane and counter; unlike the inputs of timed kernels they never repeat. */
export function challengeWord([high, low]: ChallengeSeed, lane: number, counter: number): number {
  return hash32(hash32(high ^ lane, counter) ^ low, counter ^ 0x5bf03635);
}
