import type { SubmissionDetail } from '@ridgeline/schema/responses';

/** What stood between a run and its verification, in words; a maintainer's own reasons stay as they are. */
const reasonWords: Readonly<Record<string, string>> = {
  'above-floor':
    'it claims more than 1.25 times what it proved; an idle machine proves more, so submit it again',
  'bandwidth-unproved': 'it did not prove the bandwidth that it claims',
  'compute-unproved': 'it did not prove the products that it claims',
  'challenge-expired': 'its proof came after the challenge had expired; submit it again',
  'digest-mismatch': 'its proof is wrong',
  'faster-than-possible': 'its proof came faster than the device can work',
};

const statusWords: Readonly<Record<string, string>> = {
  accepted: 'On the board, not verified and so without a rank',
  failed: 'Not on the board',
  quarantined: 'Kept apart, not on the board',
  withdrawn: 'Taken off the board',
};

/** Why a run is not where its sender might expect it. */
export function StatusNotice({ detail }: { detail: Pick<SubmissionDetail, 'reasons' | 'status'> }) {
  const { reasons, status } = detail;
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => {
    const known = reasonWords[reason];
    return known === undefined ? reason : `${known} (${reason})`;
  });
  return (
    <p class="notice">
      {statusWords[status] ?? status}: {words.join('; ')}.
    </p>
  );
}
