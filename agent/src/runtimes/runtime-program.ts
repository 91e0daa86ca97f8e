// The program of the runtime's own process: a failed assertion in native code ends it, not the agent.
import type { CpuRoom } from '@ridgeline/measure/room/cpu-room';
import { readRoom } from '@ridgeline/measure/room/read-room';
import { threadCounts } from '@ridgeline/measure/room/thread-counts';
import { keepCpusAwake } from '../host/awake-cpus.ts';
import { programChannel } from '../processes/program-channel.ts';
import { NoGpuError, openRuntime } from './open-runtime.ts';
import { loadRuntimeLibrary, type RuntimeContext, type RuntimeModel } from './runtime-library.ts';
import type { RuntimeReply, RuntimeRequest } from './runtime-messages.ts';
import { timePhases, timeShortly } from './time-phases.ts';

/** Errors that the library logs, kept for the reason of a failure. */
const logged: string[] = [];

const { send, listen } = programChannel<RuntimeRequest, RuntimeReply>();

/** Tokens read at once: the runtime's own default, said because the work depends on it. */
const batchTokens = 512;

/**
 * A warm context with the number of threads that is fastest in this room. None is best everywhere, so all
 * that are worth it are tried.
 */
async function warmContext(
  model: RuntimeModel,
  request: RuntimeRequest,
  room: CpuRoom,
): Promise<{ context: RuntimeContext; threads: number }> {
  const open = (threads: number): Promise<RuntimeContext> =>
    model.createContext({ contextSize: request.contextTokens, batchSize: batchTokens, threads });
  let best: { threads: number; seconds: number } | undefined;
  for (const threads of threadCounts(room)) {
    const context = await open(threads);
    const sequence = context.getSequence();
    await timeShortly(sequence, request);
    const seconds = await timeShortly(sequence, request);
    await context.dispose();
    if (best === undefined || seconds < best.seconds) best = { threads, seconds };
  }
  const threads = best?.threads ?? 1;
  const context = await open(threads);
  return { context, threads };
}

async function serve(request: RuntimeRequest): Promise<void> {
  const library = await loadRuntimeLibrary(request.entry);
  await send({ type: 'event', event: { type: 'model-loading' } });
  const keep = (message: string): void => void logged.push(message.trim());
  const { runtime, gpuNames } = await openRuntime(library, request.compute, keep);
  const model = await runtime.loadModel({
    modelPath: request.modelPath,
    // Read into memory, so that the file can be removed before anything is timed.
    useMmap: false,
    gpuLayers: request.compute === 'gpu' ? 'max' : 0,
  });
  await send({ type: 'loaded' });
  await send({ type: 'event', event: { type: 'warming-up' } });
  const room = readRoom();
  const awake = await keepCpusAwake(room);
  const { context, threads } = await warmContext(model, request, room);
  const sequence = context.getSequence();
  await timeShortly(sequence, request);
  const samples = await timePhases(
    sequence,
    request,
    (event) => void send({ type: 'event', event }),
  );
  await awake.release();
  const softwarePath = {
    runtime: request.runtime,
    version: request.version,
    release: runtime.llamaCppRelease.release,
    compute: runtime.gpu === false ? 'cpu' : runtime.gpu,
    gpuNames,
    threads,
    systemFeatures: runtime.systemInfo.trim(),
  };
  await send({ type: 'done', softwarePath, samples });
}

async function answer(request: RuntimeRequest): Promise<void> {
  try {
    await serve(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = [message, ...logged.slice(-3)].join(' · ');
    await send({ type: error instanceof NoGpuError ? 'no-gpu' : 'failed', reason });
  }
  // The native threads of the library may outlive it, and there is nothing left to save.
  process.exit(0);
}

listen((request) => void answer(request));
