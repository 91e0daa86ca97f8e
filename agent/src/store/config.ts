import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { messageOf, UserError } from '../user-error.ts';
import type { configFormat } from './config-format.ts';
import type { Paths } from './paths.ts';

export type Config = z.infer<typeof configFormat>;

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
      'Give this user the right to read it, or set RIDGELINE_HOME to a folder that you can write to.',
    );
  }
  // Loaded here: it is large, and `run` reads no configuration before its first line.
  const { configFormat, whyNoConfig } = await import('./config-format.ts');
  try {
    return configFormat.parse(JSON.parse(text));
  } catch (error) {
    const why = whyNoConfig(error) ?? messageOf(error);
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
