import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, UserError } from '../user-error.ts';
import type { Paths } from './paths.ts';

const config = z.strictObject({
  /** Address of the API, e.g. `http://localhost:8787`. */
  api: z.url({ protocol: /^https?$/ }).optional(),
});

export type Config = z.infer<typeof config>;

/** The board that `npm start` runs; a public one is named with --api, RIDGELINE_API or the config file. */
const defaultApi = 'http://localhost:8787';

/** Read the config file; an absent one is empty, a corrupt one is an error that names the file. */
export async function readConfig(paths: Paths): Promise<Config> {
  let text: string;
  try {
    text = await readFile(paths.configFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new UserError(
      `${paths.configFile} cannot be read: ${messageOf(error)}`,
      'Mend or remove it.',
    );
  }
  try {
    return config.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UserError(
      `${paths.configFile} is not a valid configuration: ${why}`,
      'Mend it, e.g. {"api":"http://localhost:8787"}, or remove the file.',
    );
  }
}

/** The API's address: flag, then RIDGELINE_API, then the config file, then the local board. */
export async function apiAddress(
  flag: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
  paths: Paths,
): Promise<string> {
  const address = flag ?? variables.RIDGELINE_API ?? (await readConfig(paths)).api ?? defaultApi;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new UserError(
      `"${address}" is not an address of an API.`,
      'Use one like http://localhost:8787 with --api or RIDGELINE_API.',
    );
  }
  return address;
}
