import { submissionMaximumBytes } from '@ridgeline/schema/submission';
import { type Environment, say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { parseRun } from '../report/read-run.ts';
import { readRunText } from '../run-source.ts';
import { RefusedRun, type RunToSend, sendRun } from '../send-run.ts';
import { apiAddress } from '../store/config.ts';
import { Outbox } from '../store/outbox.ts';
import { whileNoOtherSends } from '../store/outbox-lock.ts';
import { pathsOf } from '../store/paths.ts';
import { UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

/** Check a run; the bytes are kept as they came. */
function checkedRun(text: string, where: string): RunToSend {
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
  return { id: run.run.id, body };
}

/**
 * Send runs one after the other. One that is refused does not hold up those after it; when the API
 * cannot be reached there is no use in trying the next.
 */
async function sendAll(
  runs: readonly RunToSend[],
  send: (run: RunToSend) => Promise<void>,
  environment: Environment,
): Promise<void> {
  let refusal: UserError | undefined;
  for (const run of runs) {
    try {
      await send(run);
    } catch (error) {
      if (!(error instanceof RefusedRun) || runs.length === 1) throw error;
      say(environment, `${error.message}\n→ ${error.nextStep}`);
      refusal = error;
    }
  }
  if (refusal === undefined) return;
  throw new UserError(
    'Not every run was taken; those that were refused are kept.',
    'See them: ridgeline outbox',
    exitCodes.network,
  );
}

export const submitCommand = defineCommand({
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
      .option('verify', {
        type: 'boolean',
        default: true,
        describe: 'prove runs of this computer and day first, some seconds a path',
      })
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
    const { source } = flags;
    const given =
      source === undefined
        ? undefined
        : checkedRun(
            await readRunText(source, outbox, environment),
            source === '-' ? 'Standard input' : source,
          );
    const runs = given === undefined ? await outbox.waiting() : [given];
    if (flags['dry-run']) {
      for (const { body } of runs) await writeResult(environment, body);
      return exitCodes.ok;
    }
    // Kept on disk first, so that an API that is down costs nothing.
    if (given !== undefined) await outbox.save(given.id, given.body);
    if (runs.length === 0) say(environment, 'Nothing waits to be sent.');
    const api = await apiAddress(flags.api, environment.variables, paths);
    const options = { api, timeoutSeconds: flags.timeout, isVerifying: flags.verify };
    await whileNoOtherSends(paths.lockFile, flags.timeout, () =>
      sendAll(runs, (run) => sendRun(run, options, environment, outbox), environment),
    );
    return exitCodes.ok;
  },
});
