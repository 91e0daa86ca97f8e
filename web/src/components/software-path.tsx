import type { LeaderboardEntry } from '@ridgeline/schema/responses';

type SoftwarePathSummary = NonNullable<LeaderboardEntry['softwarePath']>;

/** Runtime, library, interface and driver of a software path, without its backend. */
export function pathDetails(path: SoftwarePathSummary): string {
  const library = [path.libraryName, path.libraryVersion].filter(Boolean).join(' ');
  return [`${path.runtimeName} ${path.runtimeVersion}`, library, path.api, path.driver]
    .filter(Boolean)
    .join(' · ');
}
