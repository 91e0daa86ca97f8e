/// <reference types="node" />
import { type ChildProcess, fork } from 'node:child_process';
import { Failure } from '../../failure.ts';
import type { EngineAnswers, EngineReply, EngineRequest } from './engine-messages.ts';

const stderrKept = 400;

/** The engine's own process, asked one thing at a time. */
export class EngineProcess {
  readonly #child: ChildProcess;
  #stderr = '';
  #failure: Error | undefined;
  #waiting: { resolve(reply: EngineReply): void; reject(reason: Error): void } | undefined;

  /** Starts `entry` (the file of `node-engine.ts`) with options for Node itself. */
  constructor(entry: URL, nodeOptions: readonly string[]) {
    this.#child = fork(entry, [], {
      execArgv: [...nodeOptions],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (text) => {
      this.#stderr = `${this.#stderr}${text}`.slice(-stderrKept);
    });
    this.#child.on('message', (message) => this.#waiting?.resolve(message as EngineReply));
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('exit', (code, signal) => {
      this.#fail(`it ended with ${signal ?? `code ${code}`} ${this.#stderr}`.trim());
    });
  }

  /** False once the process has ended, for whatever reason. */
  get isAlive(): boolean {
    return this.#failure === undefined;
  }

  /** Asks and waits. Rejects with the engine's reason, also when its process dies. */
  async ask<Request extends EngineRequest>(
    request: Request,
  ): Promise<EngineAnswers[Request['type']]> {
    const reply = await new Promise<EngineReply>((resolve, reject) => {
      if (this.#failure !== undefined) throw this.#failure;
      this.#waiting = { resolve, reject };
      this.#child.send(request);
    });
    if (reply.type === 'failed') throw new Failure(reply.cause, reply.reason);
    return reply.answer as EngineAnswers[Request['type']];
  }

  /** Ends the process and waits until it is gone. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGKILL');
    await gone;
  }

  #fail(reason: string): void {
    this.#failure ??= new Failure('crash', `The engine's process failed: ${reason}`);
    this.#waiting?.reject(this.#failure);
  }
}
