import { ChildProgram, programUrl } from '../processes/child-program.ts';
import type { ProofAnswers, ProofReply, ProofStep } from './proof-messages.ts';

/** No step takes as long: tuning, or a pass that is several times slower than was measured. */
const silenceSeconds = 60;

/** The process of a backend while it proves what it measured: asked one step at a time. */
export class ProofProcess {
  readonly #child: ChildProgram<ProofStep, ProofReply>;
  #settle: (reply: ProofReply) => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#child = new ChildProgram({
      program: programUrl('proof-program', import.meta.url),
      silenceSeconds,
      signal,
      onReply: (reply) => this.#settle(reply),
    });
  }

  /** @throws Error with the reason in words that complete a sentence */
  async ask<Step extends ProofStep>(request: Step): Promise<ProofAnswers[Step['step']]> {
    const answered = new Promise<ProofReply>((resolve) => {
      this.#settle = resolve;
    });
    this.#child.send(request);
    const ended = this.#child.ended.then(
      ({ words }): ProofReply => ({ isOk: false, reason: `its process ${words}` }),
    );
    const reply = await Promise.race([answered, ended]);
    // What the server takes to answer is not this process's silence.
    this.#child.rest();
    if (!reply.isOk) throw new Error(reply.reason);
    return reply.answer as ProofAnswers[Step['step']];
  }

  /** Ends the process, and the engines that it started with it. */
  end(): void {
    this.#child.kill();
  }
}
