import { submissionMaximumBytes } from '@ridgeline/schema/submission';
import { say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { parseRun } from '../report/read-run.ts';
import { readRunText } from '../run-source.ts';
import { sendRun } from '../send-run.ts';
import { apiAddress } from '../store/config.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

/** Check a run and put it into the outbox; the bytes are kept as they came. */
async function take(
  text: string,
  where: string,
  outbox: Outbox,
): Promise<{ id: string; body: string }> {
  // A pipe or an editor adds a line break; it is no part of the document.
  const body = text.trim();
  const run = parseRun(body, where);
  const bytes = Buffer.byteLength(body);
  if (bytes > submissionMaximumBytes) {
    throw new UserError(
      `${where} has ${bytes} bytes; the API takes at most ${submissionMaximumBytes}.`,
      'Measure fewer kernels, or send the run as the agent wrote it.',
    );
  }
  await outbox.save(run.run.id, body);
  return { id: run.run.id, body };
}

export const submitCommand = defineCommand({
  usage: 'submit [source]',
  summary: 'send a run to the board: a file, a run id, "-" for standard input, or all that wait',
  examples: [
    ['$0 run --format json | $0 submit -', 'measure and send'],
    ['$0 submit', 'send every run that waits in the outbox'],
    ['$0 submit run.json --dry-run', 'show what would be sent'],
  ],
  options: (yargs) =>
    yargs
      .positional('source', { type: 'string', describe: 'file, run id or -' })
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'send every run that waits, as without a source',
      })
      .option('api', { type: 'string', requiresArg: true, describe: 'address of the API' })
      .option('timeout', { type: 'number', default: 60, describe: 'seconds to keep trying' })
      .option('list', { type: 'boolean', default: false, describe: 'only list what waits' })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'print the exact JSON, send nothing',
      }),
  async run(flags, environment) {
    const paths = pathsOf(environment.variables);
    const outbox = new Outbox(paths);
    if (flags.list) {
      const waiting = await outbox.waiting();
      await writeResult(environment, waiting.map(({ id }) => id).join('\n') || 'nothing waits');
      return exitCodes.ok;
    }
    // yargs hands a lone "-" over as an empty text.
    const source = flags.source === '' ? '-' : flags.source;
    const runs =
      source === undefined
        ? await outbox.waiting()
        : [
            await take(
              await readRunText(source, outbox, environment),
              source === '-' ? 'Standard input' : source,
              outbox,
            ),
          ];
    if (flags['dry-run']) {
      for (const { body } of runs) await writeResult(environment, body);
      return exitCodes.ok;
    }
    if (runs.length === 0) say(environment, 'Nothing waits to be sent.');
    const api = await apiAddress(flags.api, environment.variables, paths);
    for (const run of runs) await sendRun(run, api, flags.timeout, environment, outbox);
    return exitCodes.ok;
  },
});
