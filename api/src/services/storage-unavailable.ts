import { isUnavailable } from '../db/store-error.ts';
import { ProblemError } from '../problems.ts';

/** The problem that stands for a store that cannot be reached; undefined for any other error. */
export function storageUnavailable(error: unknown): ProblemError | undefined {
  if (!isUnavailable(error)) return undefined;
  return new ProblemError('storage-unavailable', 'The store did not answer; nothing was lost.', {
    headers: { 'retry-after': '5' },
  });
}
