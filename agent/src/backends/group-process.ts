// The program of a group's own process: measures what it is told, reports over the channel, ends.
import { measureSuite } from '@ridgeline/measure/measure-suite';
import { probeBackends } from '@ridgeline/measure/probe-backends';
import { OtherCpu } from '../host/other-cpu.ts';
import { backendGroups } from './backend-groups.ts';
import type { FromGroup, ToGroup } from './group-messages.ts';

const abort = new AbortController();

function send(message: FromGroup): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, {}, () => resolve()));
}

async function serve(message: Exclude<ToGroup, { type: 'abort' }>): Promise<void> {
  const group = backendGroups.find(({ id }) => id === message.group);
  const backends = ((await group?.create()) ?? []).filter(({ id }) =>
    message.backends.includes(id),
  );
  const onEvent = (
    event: Parameters<NonNullable<Parameters<typeof measureSuite>[0]['onEvent']>>[0],
  ) => void send({ type: 'event', event });
  if (message.type === 'probe') {
    await probeBackends({ backends, onEvent });
    for (const backend of backends) await backend.close();
    await send({ type: 'probed' });
    return;
  }
  const { kernels, preset, timeBudgetSeconds, cacheBytes, memoryBytes } = message;
  const result = await measureSuite({
    backends,
    preset,
    timeBudgetSeconds,
    cacheBytes,
    memoryBytes,
    signal: abort.signal,
    onEvent,
    noise: new OtherCpu(message.awakeProcessIds),
    ...(kernels && { kernels }),
  });
  await send({ type: 'result', result });
}

process.on('message', (message: ToGroup) => {
  if (message.type === 'abort') abort.abort();
  else void serve(message).then(() => process.exit(0));
});
// The terminal sends Ctrl-C to every process; only the agent decides what it means.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(1));
