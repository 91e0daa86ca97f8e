import { hash32 } from '../input-values.ts';

/** Memory is taken, written and checked in pages of this size, the smallest that systems map. */
export const pageBytes = 4096;

/** Number that marks page `page`, so that no two pages can be the same memory unnoticed. */
export function pageStamp(seed: number, page: number): number {
  return hash32(seed, page);
}
