import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MeasureEvent } from '@ridgeline/measure/measure-event';
import type { SuiteResult } from '@ridgeline/measure/measure-suite';
import type { FromGroup, ToGroup } from './group-messages.ts';
import { SuiteJournal } from './suite-journal.ts';

type Request = Exclude<ToGroup, { type: 'abort' | 'prove' }>;

/** A process that says nothing for so long is hung: no single step of the suite takes longer. */
const silenceSeconds = 60;

/** Time to end in good order after Ctrl-C: a portable kernel in plain JavaScript cannot be interrupted. */
const abortGraceSeconds = 2;

const entry = fileURLToPath(new URL('group-program.js', import.meta.url));

interface Ending {
  readonly result: SuiteResult | undefined;
  /** Why there is no result. */
  readonly reason: string;
}

/** Start the group's process, pass on its events, and wait until it has ended. */
function runProcess(
  request: Request,
  signal: AbortSignal,
  onEvent: (event: MeasureEvent) => void,
): Promise<Ending> {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  const stderr: string[] = [];
  child.stderr?.on('data', (chunk) => stderr.push(String(chunk)));
  let result: SuiteResult | undefined;
  let isHung = false;
  const kill = (): void => {
    isHung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(kill, silenceSeconds * 1000);
  let graceTimer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    if (child.connected) child.send({ type: 'abort' } satisfies ToGroup);
    graceTimer = setTimeout(() => child.kill('SIGKILL'), abortGraceSeconds * 1000);
  };
  signal.addEventListener('abort', abort, { once: true });
  child.on('message', (message: FromGroup) => {
    clearTimeout(timer);
    timer = setTimeout(kill, silenceSeconds * 1000);
    if (message.type === 'event') onEvent(message.event);
    if (message.type === 'result') result = message.result;
  });
  child.send(request);
  if (signal.aborted) abort();
  return new Promise((resolve) => {
    child.once('error', (error) => stderr.push(error.message));
    child.once('close', (code, killed) => {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      signal.removeEventListener('abort', abort);
      const end = isHung
        ? `did not answer for ${silenceSeconds} s and was stopped`
        : `ended with ${killed ?? `exit code ${code}`}`;
      const words = stderr.join('').trim().split('\n').at(-1)?.slice(0, 160);
      resolve({
        result,
        reason: `The process of this backend ${end}${words ? `: ${words}` : ''}.`,
      });
    });
  });
}

/** Measure one group in a process of its own; a crash keeps what was finished and names the rest. */
export async function measureGroup(
  request: Request & { type: 'measure' },
  signal: AbortSignal,
  onEvent: (event: MeasureEvent) => void,
): Promise<SuiteResult> {
  const journal = new SuiteJournal(request.backends);
  const { result, reason } = await runProcess(request, signal, (event) => {
    journal.record(event);
    onEvent(event);
  });
  return result ?? journal.close(reason, signal.aborted);
}

/** Probe one group in a process of its own; backends that a crash took are reported as unavailable. */
export async function probeGroup(
  group: string,
  backends: readonly string[],
  signal: AbortSignal,
): Promise<(MeasureEvent & { type: 'backend-probed' })[]> {
  const probed: (MeasureEvent & { type: 'backend-probed' })[] = [];
  const { reason } = await runProcess({ type: 'probe', group, backends }, signal, (event) => {
    if (event.type === 'backend-probed') probed.push(event);
  });
  const seen = new Set(probed.map(({ backend }) => backend));
  return [
    ...probed,
    ...backends
      .filter((backend) => !seen.has(backend))
      .map((backend) => ({
        type: 'backend-probed' as const,
        backend,
        title: backend,
        probe: { isAvailable: false as const, reason },
      })),
  ];
}
