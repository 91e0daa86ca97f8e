import { readFile } from 'node:fs/promises';
import { uuidV7 } from '@ridgeline/schema/text';
import { exitCodes } from '../exit-codes.ts';
import { openOutput } from '../output-file.ts';
import { parseRun } from '../report/read-run.ts';
import { renderRun } from '../report/render.ts';
import { formats } from '../report/reporters.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { messageOf, UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

async function readText(source: string, outbox: Outbox): Promise<string> {
  if (source === 'last') {
    const run = await outbox.latest();
    if (run !== undefined) return run.body;
    throw new UserError('There is no run yet.', 'Make one: ridgeline run');
  }
  if (uuidV7.safeParse(source).success) {
    const run = await outbox.find(source);
    if (run !== undefined) return run.body;
    throw new UserError(`There is no run ${source} here.`, 'Show the newest: ridgeline show last');
  }
  return readFile(source, 'utf8').catch((error: unknown) => {
    throw new UserError(
      `${source} cannot be read: ${messageOf(error)}`,
      'Give a file, a run id, or "last".',
    );
  });
}

export const showCommand = defineCommand({
  usage: 'show [source]',
  summary: 'show a run again, in any format',
  examples: [
    ['$0 show', 'the newest run'],
    ['$0 show run.json --format csv', 'a saved run as a table'],
  ],
  options: (yargs) =>
    yargs
      .positional('source', { type: 'string', default: 'last', describe: 'file, run id or "last"' })
      .option('format', { choices: formats, default: 'human', describe: 'how to print it' })
      .option('output', {
        type: 'string',
        default: '-',
        requiresArg: true,
        describe: 'file, or -',
      }),
  async run({ source, format, output: path }, environment) {
    const outbox = new Outbox(pathsOf(environment.variables));
    const run = parseRun(await readText(source, outbox), source);
    const output = await openOutput(path, environment);
    await output.write(renderRun(run, format, environment, output.isFile));
    return exitCodes.ok;
  },
});
