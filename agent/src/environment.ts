/** What a command may touch of the process; only bin.ts makes one from the real thing. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Fires on Ctrl-C, once; a second Ctrl-C ends the process at once. */
  readonly interrupted: AbortSignal;
}

/** Write a line for people. The result of a command goes to stdout, all else comes here. */
export function say(environment: Environment, text: string): void {
  environment.stderr.write(`${text}\n`);
}

/** Write all of the result, waiting for a slow reader; a reader that went away is no error. */
export function writeResult(environment: Environment, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    environment.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
