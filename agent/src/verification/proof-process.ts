import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  FromGroup,
  ProofAnswers,
  ProofReply,
  ProofRequestToGroup,
  ToGroup,
} from '../processes/group-messages.ts';

/** No step takes as long: tuning, or a pass that is several times slower than was measured. */
const stepSeconds = 60;

const entry = fileURLToPath(new URL('group-program.js', import.meta.url));

/** The process of a backend while it proves what it measured: asked one step at a time. */
export class ProofProcess {
  readonly #child: ChildProcess;
  #settle: (reply: ProofReply) => void = () => undefined;
  #ending: string | undefined;

  constructor(signal: AbortSignal) {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
    this.#child = fork(entry, [], { stdio: [...stdio], execArgv: [] });
    this.#child.on('message', (message: FromGroup) => {
      if (message.type === 'proof') this.#settle(message.reply);
    });
    this.#child.once('error', ({ message }) => this.#end(message));
    this.#child.once('close', (code, killed) => {
      this.#end(`its process ended with ${killed ?? `exit code ${code}`}`);
    });
    signal.addEventListener('abort', () => this.end(), { once: true });
    if (signal.aborted) this.end();
  }

  #end(reason: string): void {
    this.#ending ??= reason;
    this.#settle({ isOk: false, reason });
  }

  /** @throws Error with the reason in words that complete a sentence */
  async ask<Request extends ProofRequestToGroup>(
    request: Request,
  ): Promise<ProofAnswers[Request['step']]> {
    let timer: NodeJS.Timeout | undefined;
    const reply = await new Promise<ProofReply>((resolve) => {
      this.#settle = resolve;
      if (this.#ending !== undefined) return this.#end(this.#ending);
      timer = setTimeout(() => this.#end(`it took more than ${stepSeconds} s`), stepSeconds * 1000);
      this.#child.send({ type: 'prove', ...request } satisfies ToGroup);
    });
    clearTimeout(timer);
    if (!reply.isOk) throw new Error(reply.reason);
    return reply.answer as ProofAnswers[Request['step']];
  }

  /** Ends the process, and the engines that it started with it. */
  end(): void {
    this.#child.kill('SIGKILL');
  }
}
