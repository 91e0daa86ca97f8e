import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a program's process is told to do, and what is heard of it. */
export interface ChildProgramOptions<Request, Reply> {
  /** The file of the program: an entry of the bundle, beside the one that asks. */
  readonly program: URL;
  /** One that was asked and says nothing for so long is hung, and is killed. */
  readonly silenceSeconds: number;
  readonly onReply: (reply: Reply) => void;
  /** Ends the process: at once, or after its farewell. */
  readonly signal?: AbortSignal | undefined;
  /** What it is told first, and the time that it has to end in good order. */
  readonly farewell?: { readonly request: Request; readonly seconds: number };
}

/** How a process ended. */
export interface ProgramEnding {
  readonly cause: 'crash' | 'hang';
  /** Completes a sentence that begins with the process. */
  readonly words: string;
  /** The end of what it wrote there; native code says where it died. */
  readonly stderr: string;
}

const stderrKept = 600;

/**
 * A program in a process of its own, so that a crash or a hang of native code costs nothing else. It is
 * heard over the channel only: native code writes where it likes.
 */
export class ChildProgram<Request extends object, Reply> {
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<ProgramEnding>;
  readonly #child: ReturnType<typeof fork>;
  readonly #silenceSeconds: number;
  #silence: NodeJS.Timeout | undefined;
  #wasHung = false;
  #stderr = '';

  constructor(options: ChildProgramOptions<Request, Reply>) {
    const { program, silenceSeconds, onReply, signal, farewell } = options;
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
    this.#silenceSeconds = silenceSeconds;
    this.#child = fork(fileURLToPath(program), [], { execArgv: [], stdio: [...stdio] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = `${this.#stderr}${text}`.slice(-stderrKept);
    });
    this.#child.on('message', (message) => {
      this.#listen();
      onReply(message as Reply);
    });
    let grace: NodeJS.Timeout | undefined;
    const abort = (): void => {
      if (farewell !== undefined) this.send(farewell.request);
      grace = setTimeout(() => this.kill(), 1000 * (farewell?.seconds ?? 0));
    };
    this.ended = new Promise((resolve) => {
      const end = (words: string): void => {
        this.rest();
        clearTimeout(grace);
        signal?.removeEventListener('abort', abort);
        const stderr = this.#stderr.trim();
        const silent = `did not answer for ${silenceSeconds} s and was stopped`;
        resolve(
          this.#wasHung
            ? { cause: 'hang', words: silent, stderr }
            : { cause: 'crash', words, stderr },
        );
      };
      this.#child.once('error', ({ message }) => end(`could not be used: ${message}`));
      this.#child.once('close', (code, killed) =>
        end(`ended with ${killed ?? `exit code ${code}`}`),
      );
    });
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  }

  /** Sends a request; from now on silence counts. */
  send(request: Request): void {
    if (!this.#child.connected) return;
    this.#listen();
    this.#child.send(request, (error) => error && this.kill());
  }

  /** Silence counts no more until the next request. */
  rest(): void {
    clearTimeout(this.#silence);
  }

  /** Ends the process, and the engines that it started with it. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #listen(): void {
    this.rest();
    this.#silence = setTimeout(() => {
      this.#wasHung = true;
      this.kill();
    }, this.#silenceSeconds * 1000);
  }
}

/** The file of a program of this package: beside the bundle, or in its folder of the sources. */
export function programUrl(name: string, from: string): URL {
  return new URL(`${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}
