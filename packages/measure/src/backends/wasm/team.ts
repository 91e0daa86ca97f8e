import { Failure } from '../../failure.ts';
import type { FromThread, ThreadHandle, ToThread } from './thread-messages.ts';

/** The threads of the engine, asked together: all get the message, all must answer. */
export class Team {
  readonly #threads: readonly ThreadHandle[];
  /** Set once a thread has died: the rest may wait for it for ever, so nothing can be asked again. */
  #failure: Error | undefined;
  #waiting: { resolve(answer: FromThread): void; reject(reason: Error): void }[] = [];

  constructor(threads: readonly ThreadHandle[]) {
    this.#threads = threads;
    for (const [index, thread] of threads.entries()) {
      thread.listen((message) => this.#waiting[index]?.resolve(message as FromThread));
      thread.onDeath((reason) =>
        this.#fail(new Failure('crash', `A thread of the engine died: ${reason}`)),
      );
    }
  }

  /** Threads in the team. */
  get count(): number {
    return this.#threads.length;
  }

  /** Sends a message to every thread, or to the first one alone, and waits for the answers. */
  async ask(
    message: (index: number) => ToThread,
    only: number = this.count,
  ): Promise<FromThread[]> {
    if (this.#failure !== undefined) throw this.#failure;
    const answers = this.#threads.slice(0, only).map(
      (thread, index) =>
        new Promise<FromThread>((resolve, reject) => {
          this.#waiting[index] = { resolve, reject };
          thread.post(message(index));
        }),
    );
    for (const answer of answers) {
      void answer.then((given) => {
        // A thread that failed will not come to the barrier, where the others wait.
        if (given.type === 'failed') this.#fail(new Failure(given.cause, given.reason));
      }, ignore);
    }
    return await Promise.all(answers);
  }

  /** Ends every thread. */
  async terminate(): Promise<void> {
    this.#fail(new Error('The engine was closed.'));
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    for (const { reject } of this.#waiting) reject(this.#failure);
  }
}

/** The rejection is reported to the caller of `ask`. */
function ignore(): void {}
