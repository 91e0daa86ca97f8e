import { type Evaluation, evaluate } from '@ridgeline/evaluation/evaluate';
import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import { submission } from '@ridgeline/schema/submission';
import type { DerivedIdentity } from '../db/queries/derived-rows.ts';
import type { Store } from '../db/store.ts';
import type { SummaryRow } from './submission-summary.ts';

/** A stored submission with everything derived from its raw body again. */
export interface StoredEvaluation {
  readonly summary: SummaryRow;
  readonly identity: DerivedIdentity;
  readonly evaluation: Evaluation;
  /** What its proofs showed. */
  readonly floors: readonly ProvedFloor[];
}

/** Undefined when there is no such submission. */
export async function readEvaluation(
  store: Pick<Store, 'findSubmission'>,
  id: string,
): Promise<StoredEvaluation | undefined> {
  const found = await store.findSubmission(id);
  if (found === undefined) return undefined;
  const evaluation = evaluate(submission.parse(JSON.parse(found.body)));
  const { owner, receivedAt } = found.summary;
  const identity = { id, owner: owner ?? undefined, receivedAt };
  return { summary: found.summary, identity, evaluation, floors: found.floors };
}
