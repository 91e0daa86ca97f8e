import { ChildProgram, programUrl } from '../processes/child-program.ts';
import type { RuntimeReply, RuntimeRequest } from './runtime-messages.ts';

/** The last thing a process said, or why it said nothing. */
export type RuntimeEnding = Exclude<RuntimeReply, { type: 'event' | 'loaded' }>;

/** One sample of a slow machine takes a minute. */
const silenceSeconds = 300;

/**
 * Runs the request in a process of its own. Never rejects: a crash, a hang and an abort end as
 * `failed`, and the process is gone when this resolves.
 * @param onReply called for each message before the ending
 */
export async function runRuntimeProcess(
  request: RuntimeRequest,
  onReply: (reply: RuntimeReply) => void,
  signal?: AbortSignal,
): Promise<RuntimeEnding> {
  let ending: RuntimeEnding | undefined;
  const child = new ChildProgram<RuntimeRequest, RuntimeReply>({
    program: programUrl('runtime-program', import.meta.url),
    silenceSeconds,
    signal,
    onReply(reply) {
      if (reply.type === 'event' || reply.type === 'loaded') onReply(reply);
      else ending ??= reply;
    },
  });
  child.send(request);
  const { words, stderr } = await child.ended;
  if (ending !== undefined) return ending;
  const reason = signal?.aborted ? 'interrupted' : `its process ${words} ${stderr}`.trim();
  return { type: 'failed', reason };
}
