import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { apiAddress, readConfig } from '../store/config.ts';
import { pathsOf } from '../store/paths.ts';
import { writeDurably } from '../store/write-durably.ts';
import { UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

export const configCommand = defineCommand({
  examples: [
    ['$0 config', 'show everything and where it is kept'],
    ['$0 config api http://localhost:8787', 'send runs there by default'],
  ],
  options: (yargs) =>
    yargs
      .positional('key', { choices: ['api'] as const, describe: 'what to set' })
      .positional('value', { type: 'string', describe: 'its value' }),
  async run({ key, value }, environment) {
    const paths = pathsOf(environment.variables);
    const config = await readConfig(paths);
    if (key === undefined) {
      const api = await apiAddress(undefined, environment.variables, paths);
      await writeResult(environment, `file  ${paths.configFile}\napi   ${api}`);
      return exitCodes.ok;
    }
    if (value === undefined) {
      throw new UserError(
        `No value for "${key}" was given.`,
        `E.g. ridgeline config ${key} http://localhost:8787`,
      );
    }
    const checked = await apiAddress(value, {}, paths);
    await writeDurably(
      paths.configFile,
      `${JSON.stringify({ ...config, [key]: checked }, null, 2)}\n`,
    );
    await writeResult(environment, `${key} is now ${checked}`);
    return exitCodes.ok;
  },
});
