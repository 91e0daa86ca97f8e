import { type FileHandle, open } from 'node:fs/promises';
import { type Environment, writeResult } from './environment.ts';
import { messageOf, UserError } from './user-error.ts';

/** Where the result goes: stdout or a file that was opened before the work began. */
export interface Output {
  readonly isFile: boolean;
  write(text: string): Promise<void>;
}

/**
 * Open the output before the run, so that a bad path costs no measurement.
 * @throws UserError when the file cannot be written
 */
export async function openOutput(path: string, environment: Environment): Promise<Output> {
  if (path === '-') return { isFile: false, write: (text) => writeResult(environment, text) };
  let file: FileHandle;
  try {
    // Not truncated yet: an interrupted run leaves the old result.
    file = await open(path, 'a');
  } catch (error) {
    throw new UserError(
      `${path} cannot be written: ${messageOf(error)}`,
      'Choose another file with --output, or "-" for standard output.',
    );
  }
  return {
    isFile: true,
    async write(text) {
      await file.truncate(0);
      await file.writeFile(text.endsWith('\n') ? text : `${text}\n`);
      await file.close();
    },
  };
}
