// The program of a group's own process: measures what it is told, reports over the channel, ends.
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import { measureSuite } from '@ridgeline/measure/measure-suite';
import { nodeAdapters } from '@ridgeline/measure/node-host';
import { probeBackends } from '@ridgeline/measure/probe-backends';
import { OtherCpu } from '../host/other-cpu.ts';
import type { FromGroup, GroupRequest, ToGroup } from './group-messages.ts';
import { createBackends } from './node-backends.ts';
import { programChannel } from './program-channel.ts';

const abort = new AbortController();
const channel = programChannel<ToGroup, FromGroup>();

async function serve(request: GroupRequest): Promise<void> {
  if (request.type === 'list-adapters') {
    await channel.send({ type: 'adapters', adapters: await nodeAdapters().catch(() => []) });
    return;
  }
  const { adapter, threadCounts } = request;
  const backends = await createBackends(request.backends, threadCounts, adapter);
  let last: Promise<void> = Promise.resolve();
  const onEvent = (event: MeasureEvent): void => {
    last = channel.send({ type: 'event', event });
  };
  if (request.type === 'probe') {
    await probeBackends({ backends, onEvent });
    for (const backend of backends) await backend.close();
    await last;
    return;
  }
  const { type: _, awakeProcessIds, kernels, adapters, preset, ...rest } = request;
  const { timeBudgetSeconds, cacheBytes, memoryBytes } = rest;
  const result = await measureSuite({
    ...{ adapters, preset, timeBudgetSeconds, cacheBytes, memoryBytes },
    backends,
    signal: abort.signal,
    onEvent,
    noise: new OtherCpu(awakeProcessIds),
    ...(kernels && { kernels }),
  });
  await channel.send({ type: 'result', result });
}

channel.listen((message) => {
  if (message.type === 'abort') abort.abort();
  else void serve(message).then(() => process.exit(0));
});
