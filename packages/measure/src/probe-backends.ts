import type { Backend } from './backends/backend.ts';
import { adaptersOf, type MeasuredPath, namePath } from './name-paths.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';

/** Backends sorted by whether they can work here. */
export interface ProbedBackends {
  readonly available: { readonly backend: Backend; readonly path: MeasuredPath }[];
  readonly unavailableBackends: { readonly backend: string; readonly reason: string }[];
}

/** Asks every backend whether it can work here, and names the paths and devices of those that can. */
export async function probeBackends({
  backends,
  adapters = [],
  onEvent,
}: Pick<MeasureSuiteOptions, 'adapters' | 'backends' | 'onEvent'>): Promise<ProbedBackends> {
  const available: ProbedBackends['available'] = [];
  const unavailableBackends: ProbedBackends['unavailableBackends'] = [];
  for (const backend of backends) {
    const probe = await backend.probe();
    if (probe.isAvailable) {
      const met = adaptersOf(available.map(({ path }) => path));
      const path = namePath(backend, probe, [...new Set([...adapters, ...met])]);
      available.push({ backend, path });
      onEvent?.({ type: 'backend-probed', backend: backend.id, probe, path });
    } else {
      unavailableBackends.push({ backend: backend.id, reason: probe.reason });
      onEvent?.({ type: 'backend-probed', backend: backend.id, probe });
    }
  }
  return { available, unavailableBackends };
}
