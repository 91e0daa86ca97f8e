import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RuntimeReply, RuntimeRequest } from './runtime-messages.ts';

/** The last thing a process said, or why it said nothing. */
export type RuntimeEnding = Exclude<RuntimeReply, { type: 'event' | 'loaded' }>;

export interface RunRuntimeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for each message before the ending. */
  readonly onReply: (reply: RuntimeReply) => void;
  /** A process that says nothing for so long is hung; one sample of a slow machine takes a minute. */
  readonly silenceSeconds?: number;
  /** Program of the process. */
  readonly program?: URL;
}

// Beside this module in the sources, and an entry of its own beside the bundle.
const ownProgram = new URL(
  import.meta.url.endsWith('.ts') ? 'runtime-program.ts' : 'runtime-program.js',
  import.meta.url,
);

const stderrKept = 600;

/**
 * Runs the request in a process of its own. Never rejects: a crash, a hang and an abort end as
 * `failed`, and the process is gone when this resolves.
 */
export function runRuntimeProcess(
  request: RuntimeRequest,
  options: RunRuntimeOptions,
): Promise<RuntimeEnding> {
  const { signal, onReply, silenceSeconds = 300, program = ownProgram } = options;
  const child = fork(fileURLToPath(program), [], {
    execArgv: [],
    // Native code writes where it likes; only the channel is heard as a result.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    let ending: RuntimeEnding | undefined;
    let stderr = '';
    const stop = (reason: string): void => {
      ending ??= { type: 'failed', reason };
      child.kill('SIGKILL');
    };
    const tellHung = (): void => stop(`it said nothing for ${silenceSeconds} s`);
    let silence = setTimeout(tellHung, silenceSeconds * 1000);
    const abort = (): void => stop('interrupted');
    const finish = (how: string): void => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', abort);
      resolve(ending ?? { type: 'failed', reason: `its process ${how} ${stderr.trim()}`.trim() });
    };
    signal?.addEventListener('abort', abort);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = `${stderr}${text}`.slice(-stderrKept);
    });
    child.on('message', (message) => {
      clearTimeout(silence);
      silence = setTimeout(tellHung, silenceSeconds * 1000);
      const reply = message as RuntimeReply;
      if (reply.type === 'event' || reply.type === 'loaded') onReply(reply);
      else ending ??= reply;
    });
    child.on('error', (error) => finish(`could not be used: ${error.message}`));
    child.on('close', (code, ended) => finish(`ended with ${ended ?? `code ${code}`}`));
    if (signal?.aborted) abort();
    else child.send(request, (error) => error && stop(`it took no request: ${error.message}`));
  });
}
