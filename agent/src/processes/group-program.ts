// The program of a group's own process: measures what it is told, reports over the channel, ends.
import { measureSuite } from '@ridgeline/measure/measure-suite';
import { probeBackends } from '@ridgeline/measure/probe-backends';
import { OtherCpu } from '../host/other-cpu.ts';
import { ProofSession } from '../verification/proof-session.ts';
import { backendGroups } from './backend-groups.ts';
import type { FromGroup, ToGroup } from './group-messages.ts';

const abort = new AbortController();

function send(message: FromGroup): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, {}, () => resolve()));
}

async function serve(message: Exclude<ToGroup, { type: 'abort' | 'prove' }>): Promise<void> {
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

const proof = new ProofSession();

/** Stays until the agent ends it: the rows that will be asked for are known to the server only later. */
async function answerProof(message: ToGroup & { type: 'prove' }): Promise<void> {
  try {
    const answer = await proof.answer(message);
    await send({ type: 'proof', reply: { isOk: true, answer } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await send({ type: 'proof', reply: { isOk: false, reason } });
  }
}

process.on('message', (message: ToGroup) => {
  if (message.type === 'abort') abort.abort();
  else if (message.type === 'prove') void answerProof(message);
  else void serve(message).then(() => process.exit(0));
});
// The terminal sends Ctrl-C to every process; only the agent decides what it means.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(1));
