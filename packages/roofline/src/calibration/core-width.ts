/**
 * Architectures whose cores (SM, CU) finish 128 f32 operations a clock; others finish 256, RDNA 3 and
 * later by counting dual issue. Source: the architecture whitepapers that the catalogue names.
 */
const narrowArchitectures: ReadonlySet<string> = new Set([
  'ampere-ga100',
  'cdna1',
  'cdna2',
  'cdna3',
  'cdna4',
  'gcn4',
  'gcn5',
  'pascal-gp100',
  'rdna1',
  'rdna2',
  'turing',
  'turing-professional',
  'turing-without-tensor-cores',
  'vega',
  'volta',
]);

/** Cores × clock of a device: how many times a second some core can start work. */
export function coreClocksPerSecond(
  f32FlopsPerSecond: number,
  architecture: string | undefined,
): number {
  const isNarrow = architecture !== undefined && narrowArchitectures.has(architecture);
  return f32FlopsPerSecond / (isNarrow ? 128 : 256);
}
