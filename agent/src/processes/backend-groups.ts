import type { BackendDefinition } from '@ridgeline/measure/backends/backend-definition';
import { backendDefinitions } from '@ridgeline/measure/backends/backend-list';

/** Backends that share a process of their own: a crash or a hang of one group spares the others. */
export interface BackendGroup {
  readonly id: string;
  readonly backends: readonly BackendDefinition[];
}

/**
 * Every group, in the order in which they run. Each has a process of its own also because idle threads
 * of one engine halve the speed of the next (see measurement notes in the methodology).
 */
export const backendGroups: readonly BackendGroup[] = [
  ...Map.groupBy(backendDefinitions, ({ id, group = id }) => group),
].map(([id, backends]) => ({ id, backends }));

/** Ids of all backends, for `--backend`. */
export const backendIds: readonly string[] = backendDefinitions.map(({ id }) => id);
