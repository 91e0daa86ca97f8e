import type { StoredMeasurement } from '@ridgeline/schema/responses';

/** What of a run was proved, and that the rest was not: a tier alone would let readers think of all of it. */
export function evidenceText(measurements: readonly StoredMeasurement[]): string {
  const figures = measurements.filter(({ evidence }) => evidence !== undefined);
  const proved = figures.filter(({ evidence }) => evidence?.level === 'proved');
  const claimed = figures.length - proved.length;
  const names = proved.map(({ backend, dtype, kernel }) => `${kernel} ${dtype} on ${backend}`);
  const rest =
    claimed === 0
      ? ''
      : ` ${claimed} other ${claimed === 1 ? 'figure is' : 'figures are'} claimed, not proved.`;
  return `Proved: ${names.join(', ') || 'nothing'}.${rest}`;
}
