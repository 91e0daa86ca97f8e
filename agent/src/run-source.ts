import { readFile, stat } from 'node:fs/promises';
import { uuidV7 } from '@ridgeline/schema/text';
import type { Environment } from './environment.ts';
import type { Outbox } from './store/outbox.ts';
import { messageOf, UserError } from './user-error.ts';

/** No run is larger by far: a mistyped name of a huge file must not fill the memory. */
const maximumBytes = 16 * 1024 ** 2;

async function readStdin({ stdin }: Environment): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maximumBytes) {
      throw new UserError(
        `Standard input has more than ${maximumBytes} bytes, which no run has.`,
        'Pipe in the output of: ridgeline run --format json',
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readFileText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) throw new Error(`it has ${size} bytes, which no run has`);
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${messageOf(error)}`,
      'Give a file, a run id, "last" for the newest run, or "-" for standard input.',
    );
  }
}

/** Whether a source names a run of the outbox rather than a file. */
export function isStoredRun(source: string): boolean {
  return source === 'last' || uuidV7.safeParse(source).success;
}

/**
 * The text of a run: `last`, a run id, `-` for standard input, or a file.
 * @throws UserError when there is none
 */
export async function readRunText(
  source: string,
  outbox: Outbox,
  environment: Environment,
): Promise<string> {
  if (source === '-') return readStdin(environment);
  if (!isStoredRun(source)) return readFileText(source);
  const run = source === 'last' ? await outbox.latest() : await outbox.find(source);
  if (run !== undefined) return run.body;
  throw source === 'last'
    ? new UserError('There is no run yet.', 'Make one: ridgeline run')
    : new UserError(`There is no run ${source} here.`, 'List what waits: ridgeline outbox');
}
