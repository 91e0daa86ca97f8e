import type { SubmissionDetail } from '@ridgeline/schema/responses';
import { proofReasons } from '@ridgeline/vocabulary/proof-reasons';
import { statuses } from '@ridgeline/vocabulary/statuses';
import { findWord, wordOf } from '@ridgeline/vocabulary/word';

/** Why a run is not where its sender might expect it. */
export function StatusNotice({ detail }: { detail: Pick<SubmissionDetail, 'reasons' | 'status'> }) {
  const { reasons, status } = detail;
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => {
    const known = findWord(proofReasons, reason);
    return known === undefined ? reason : `${known.words} (${reason}); ${known.remedy}`;
  });
  return (
    <p class="notice">
      {wordOf(statuses, status).words}: {words.join('; ')}.
    </p>
  );
}
