import { exitCodes } from '../exit-codes.ts';
import { openOutput } from '../output-file.ts';
import { parseRun } from '../report/read-run.ts';
import { renderRun } from '../report/render.ts';
import { formats } from '../report/reporters.ts';
import { readRunText } from '../run-source.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { defineCommand } from './command.ts';

export const showCommand = defineCommand({
  examples: [
    ['$0 show', 'the newest run'],
    ['$0 show run.json --format csv', 'a saved run as a table'],
  ],
  options: (yargs) =>
    yargs
      .positional('source', {
        type: 'string',
        default: 'last',
        describe: 'file, run id, "last" or -',
      })
      .option('format', { choices: formats, default: 'human', describe: 'how to print it' })
      .option('output', {
        type: 'string',
        default: '-',
        requiresArg: true,
        describe: 'file, or -',
      }),
  async run({ source, format, output: path }, environment) {
    const outbox = new Outbox(pathsOf(environment.variables));
    const run = parseRun(await readRunText(source, outbox, environment), source);
    const output = await openOutput(path, environment);
    await output.write(await renderRun(run, format, environment, output.isFile));
    return exitCodes.ok;
  },
});
