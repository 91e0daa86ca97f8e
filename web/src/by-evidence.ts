import type { Figure } from '@ridgeline/schema/responses';
import { evidenceRank } from '@ridgeline/vocabulary/evidence-levels';

const rankOf = ({ evidence }: Figure): number =>
  evidence === undefined ? 0 : evidenceRank(evidence.level);

/** Named figures of one kind, the best proved and then the highest first: no claim hides what was proved. */
export function byEvidence(
  figures: readonly (readonly [name: string, figure: Figure])[],
): (readonly [name: string, figure: Figure])[] {
  return figures.toSorted(([, a], [, b]) => rankOf(b) - rankOf(a) || b.value - a.value);
}
