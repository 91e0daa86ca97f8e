import type { Backend } from './backends/backend.ts';
import type { MeasuredPath } from './measure-event.ts';
import type { MeasureSuiteOptions } from './suite-options.ts';

/** A backend that can work here, with the ids of its software path and device. */
export interface AvailablePath extends Omit<MeasuredPath, 'backend'> {
  readonly backend: Backend;
}

/** Backends sorted by whether they can work here. */
export interface ProbedBackends {
  readonly available: AvailablePath[];
  readonly unavailableBackends: { readonly backend: string; readonly reason: string }[];
}

/** Asks every backend whether it can work here, and names the devices met: `cpu0`, `gpu0`, `gpu1` … */
export async function probeBackends({
  backends,
  onEvent,
}: Pick<MeasureSuiteOptions, 'backends' | 'onEvent'>): Promise<ProbedBackends> {
  const available: AvailablePath[] = [];
  const unavailableBackends: { backend: string; reason: string }[] = [];
  const adapters: string[] = [];
  for (const backend of backends) {
    const facts = await backend.probe();
    const { id, title, deviceKind } = backend;
    onEvent?.({ type: 'backend-probed', backend: id, title, probe: facts });
    if (!facts.isAvailable) {
      unavailableBackends.push({ backend: id, reason: facts.reason });
      continue;
    }
    const device = deviceKind === 'cpu' ? 'cpu0' : gpuId(adapters, facts.adapter?.name ?? 'GPU');
    available.push({ id: `${device}-${id}`, device, deviceKind, backend, facts });
  }
  return { available, unavailableBackends };
}

function gpuId(adapters: string[], name: string): string {
  if (!adapters.includes(name)) adapters.push(name);
  return `gpu${adapters.indexOf(name)}`;
}
