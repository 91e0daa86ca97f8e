import type { Backend, BackendFacts } from './backends/backend.ts';

/** A backend that took part, with the wire form of its software path. */
export interface MeasuredPath {
  /** e.g. `cpu0-gpujs-webasm`. */
  readonly id: string;
  /** Local device id: `cpu0`, or `gpu0`, `gpu1` … in the order in which adapters were met. */
  readonly device: string;
  readonly deviceKind: 'cpu' | 'gpu';
  readonly backend: string;
  readonly facts: BackendFacts;
}

function adapterName({ adapter }: BackendFacts): string {
  return adapter?.name ?? 'GPU';
}

/** Names of the adapters behind some paths, that of `gpu0` first. */
export function adaptersOf(paths: readonly MeasuredPath[]): string[] {
  const gpus = paths.filter(({ deviceKind }) => deviceKind === 'gpu');
  return [...new Set(gpus.map(({ facts }) => adapterName(facts)))];
}

/**
 * Names the path of a backend and its device, in the run's own terms: the same adapter is the same
 * device, whichever backend met it.
 * @param adapters those that were met before in this run, that of `gpu0` first
 */
export function namePath(
  { id: backend, deviceKind }: Pick<Backend, 'id' | 'deviceKind'>,
  facts: BackendFacts,
  adapters: readonly string[],
): MeasuredPath {
  const known = adapters.indexOf(adapterName(facts));
  const device = deviceKind === 'cpu' ? 'cpu0' : `gpu${known < 0 ? adapters.length : known}`;
  return { id: `${device}-${backend}`, device, deviceKind, backend, facts };
}
