/** A kind of processor core and how much it computes in one cycle. */
export interface CoreType {
  readonly id: string;
  /** Single-precision operations of one core in one cycle; a fused multiply-add is two. */
  readonly f32OperationsPerCycle: number;
}

/**
 * Vector units times their width times two for the fused multiply-add. Where AVX-512 runs on two halves
 * of 256 bits it counts as 256.
 */
export const coreTypesSource =
  'https://github.com/Dr-Noob/cpufetch/tree/b1f20cfec6ff902975919ab6f3fd18be744f16fe/src (x86/uarch.c, arm/uarch.c)';

const perCycle: Readonly<Record<string, number>> = {
  zen: 16,
  'zen+': 16,
  zen2: 32,
  zen3: 32,
  'zen3+': 32,
  zen4: 32,
  zen4c: 32,
  zen5: 64,
  haswell: 32,
  broadwell: 32,
  skylake: 32,
  // Counted as AVX2: Intel names no second unit of 512 bits for them.
  'rocket-lake': 32,
  'ice-lake': 32,
  'golden-cove': 32,
  gracemont: 16,
  // By Intel's own count of the units that multiply and add 512 bits.
  'avx512-1-fma': 32,
  'avx512-2-fma': 64,
  'neoverse-n1': 16,
  'neoverse-n2': 16,
  'neoverse-v1': 32,
  'neoverse-v2': 32,
  'cortex-a53': 8,
  'cortex-a55': 8,
  'cortex-a57': 16,
  'cortex-a72': 16,
  'cortex-a76': 16,
  'cortex-a78': 16,
  firestorm: 32,
  icestorm: 16,
  avalanche: 32,
  blizzard: 16,
};

/** The cores of a name such as `zen4` or, of two kinds, `golden-cove/gracemont`; undefined if unknown. */
export function coreTypes(names: string): readonly CoreType[] | undefined {
  const types = names.split('/').map((id) => ({ id, f32OperationsPerCycle: perCycle[id] }));
  return types.every((type): type is CoreType => type.f32OperationsPerCycle !== undefined)
    ? types
    : undefined;
}
