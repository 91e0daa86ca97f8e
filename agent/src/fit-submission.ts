import type { Submission } from '@ridgeline/schema/submission';
import { submissionMaximumBytes } from '@ridgeline/schema/submission';

const reason =
  'Left out: with it the run would be longer than a submission may be. Measure it with --backend.';

/** Room for what the run is given later. */
const spareBytes = 512;

function bytesOf(run: Submission): number {
  return Buffer.byteLength(JSON.stringify(run));
}

/** Fastest product of a path: what it is worth beside the others of its device. */
function worthOf(run: Submission, path: string): number {
  const rates = run.measurements.flatMap((each) =>
    each.outcome === 'ok' && each.path === path ? [each.computeFlopsPerSecond ?? 0] : [],
  );
  return Math.max(0, ...rates);
}

/**
 * A run that a submission has room for. Engines that the user has installed come on top of the suite's
 * own, and with all of them `full` may be too long: the slowest path of a device that others have
 * measured faster is then left out whole and named, never some of its samples.
 */
export function fitSubmission(run: Submission): Submission {
  if (bytesOf(run) + spareBytes <= submissionMaximumBytes) return run;
  const [slowest] = run.softwarePaths
    .filter(({ device }) => run.softwarePaths.filter((each) => each.device === device).length > 1)
    .map((path) => ({ path, worth: worthOf(run, path.id) }))
    .sort((one, other) => one.worth - other.worth);
  if (slowest === undefined) return run;
  const { id, backend } = slowest.path;
  return fitSubmission({
    ...run,
    softwarePaths: run.softwarePaths.filter((path) => path.id !== id),
    unavailableBackends: [...run.unavailableBackends, { backend, reason }],
    measurements: run.measurements.filter(({ path }) => path !== id),
  });
}
