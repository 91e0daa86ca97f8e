import type { Probe } from '@ridgeline/measure/backends/backend';
import type { FailureReport } from '@ridgeline/measure/failure';
import type { AdapterChoice, GpuAdapter } from '@ridgeline/measure/gpu/gpu-adapter';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import type { BackendGroup } from './backend-groups.ts';
import { ChildProgram, programUrl } from './child-program.ts';
import type { FromGroup, GroupRequest, ToGroup } from './group-messages.ts';
import { SuiteJournal } from './suite-journal.ts';

/** No single step of the suite takes longer. */
const silenceSeconds = 60;

/** A portable kernel in plain JavaScript cannot be interrupted: nobody waits for it to end. */
const abortGraceSeconds = 2;

interface Ending {
  readonly result: SuiteResult | undefined;
  readonly adapters: readonly GpuAdapter[];
  /** Why there is no result. */
  readonly failure: FailureReport;
}

/** Start the group's process, pass on its events, and wait until it has ended. */
async function runProcess(
  request: GroupRequest,
  signal: AbortSignal,
  onEvent: (event: MeasureEvent) => void,
): Promise<Ending> {
  let result: SuiteResult | undefined;
  let adapters: readonly GpuAdapter[] = [];
  const child = new ChildProgram<ToGroup, FromGroup>({
    program: programUrl('group-program', import.meta.url),
    silenceSeconds,
    signal,
    farewell: { request: { type: 'abort' }, seconds: abortGraceSeconds },
    onReply(reply) {
      if (reply.type === 'event') onEvent(reply.event);
      if (reply.type === 'result') result = reply.result;
      if (reply.type === 'adapters') adapters = reply.adapters;
    },
  });
  child.send(request);
  const { cause, words, stderr } = await child.ended;
  const last = stderr.split('\n').at(-1)?.slice(0, 160);
  const reason = `The process of this backend ${words}${last ? `: ${last}` : ''}.`;
  return { result, adapters, failure: { cause, reason } };
}

/** Measure one group in a process of its own; a crash keeps what was finished and names the rest. */
export async function measureGroup(
  request: GroupRequest & { type: 'measure' },
  signal: AbortSignal,
  onEvent: (event: MeasureEvent) => void,
): Promise<SuiteResult> {
  const journal = new SuiteJournal(request.backends);
  const { result, failure } = await runProcess(request, signal, (event) => {
    journal.record(event);
    onEvent(event);
  });
  return result ?? journal.close(failure, signal.aborted);
}

/** Every GPU adapter of this machine; none where its process dies, or where WebGPU is not installed. */
export async function listGpus(signal: AbortSignal): Promise<readonly GpuAdapter[]> {
  const ending = await runProcess({ type: 'list-adapters' }, signal, () => undefined);
  return ending.adapters;
}

/** What one backend said to whether it can work here. */
export interface BackendProbe {
  readonly backend: string;
  readonly title: string;
  readonly probe: Probe;
}

/** Probe one group in a process of its own; backends that a crash took are reported as unavailable. */
export async function probeGroup(
  { backends, adapter }: BackendGroup & { readonly adapter?: AdapterChoice | undefined },
  threadCounts: readonly number[],
  signal: AbortSignal,
): Promise<BackendProbe[]> {
  const probes = new Map<string, Probe>();
  const ids = backends.map(({ id }) => id);
  const request = { type: 'probe', backends: ids, threadCounts, adapter } as const;
  const { failure } = await runProcess(request, signal, (event) => {
    if (event.type === 'backend-probed') probes.set(event.backend, event.probe);
  });
  return backends.map(({ id, title }) => {
    const probe = probes.get(id) ?? { isAvailable: false, reason: failure.reason };
    return { backend: id, title, probe };
  });
}
