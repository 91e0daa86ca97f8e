/** What a program of a process of its own does with the channel to the agent that started it. */
export interface ProgramChannel<Request, Reply> {
  /** Settles when the message has left. */
  send(reply: Reply): Promise<void>;
  /** Called with every request; the process ends with the agent. */
  listen(serve: (request: Request) => void): void;
}

/** The program's end of the channel that `ChildProgram` holds the other end of. */
export function programChannel<Request, Reply>(): ProgramChannel<Request, Reply> {
  return {
    send: (reply) =>
      new Promise((resolve) => process.send?.(reply, undefined, {}, () => resolve())),
    listen(serve) {
      process.on('message', (request) => serve(request as Request));
      // The terminal sends Ctrl-C to every process; only the agent decides what it means.
      process.on('SIGINT', () => undefined);
      process.on('disconnect', () => process.exit(1));
    },
  };
}
