import { submission } from '@ridgeline/schema/submission';
import type { DerivedIdentity } from '../db/queries/derived-rows.ts';
import type { Store } from '../db/store.ts';
import { type Evaluation, evaluateSubmission } from './evaluation/evaluate-submission.ts';
import type { SummaryRow } from './submission-summary.ts';

/** A stored submission with everything derived from its raw body again. */
export interface StoredEvaluation {
  readonly summary: SummaryRow;
  readonly identity: DerivedIdentity;
  readonly evaluation: Evaluation;
}

/** Undefined when there is no such submission. */
export async function readEvaluation(
  store: Store,
  id: string,
): Promise<StoredEvaluation | undefined> {
  const found = await store.findSubmission(id);
  if (found === undefined) return undefined;
  const result = evaluateSubmission(submission.parse(JSON.parse(found.body)));
  if (!result.isPossible) throw new Error(`The stored submission ${id} contradicts itself.`);
  const { owner, receivedAt } = found.summary;
  const identity = { id, owner: owner ?? undefined, receivedAt };
  return { summary: found.summary, identity, evaluation: result.evaluation };
}
