import type { Preset } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import type { Submission } from '@ridgeline/schema/submission';
import { type Environment, say, writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { openOutput } from '../output-file.ts';
import { backendIds } from '../processes/backend-groups.ts';
import { Progress } from '../report/progress.ts';
import { renderRun } from '../report/render.ts';
import { formats } from '../report/reporters.ts';
import { runExitCode } from '../run-exit-code.ts';
import { apiAddress } from '../store/config.ts';
import { Outbox } from '../store/outbox.ts';
import { pathsOf } from '../store/paths.ts';
import { timeBudgetSeconds } from '../time-budget.ts';
import { UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

const presets = ['quick', 'standard', 'full'] as const satisfies readonly Preset[];

interface MeasureFlags {
  readonly preset: Preset;
  readonly backend: readonly string[] | undefined;
  readonly kernel: readonly string[] | undefined;
  readonly device: readonly string[] | undefined;
  readonly quiet: boolean;
}

/**
 * Measure with progress on stderr.
 * @throws UserError with exit code 3 when no backend works here
 */
async function measure(flags: MeasureFlags, environment: Environment): Promise<Submission> {
  const progress = new Progress(environment, timeBudgetSeconds[flags.preset], flags.quiet);
  // The first line is out: now load the rest.
  const { measureRun } = await import('../measure-run.ts');
  const run = await measureRun({
    preset: flags.preset,
    backends: flags.backend,
    kernels: flags.kernel,
    devices: flags.device,
    signal: environment.interrupted,
    onEvent: (event) => progress.record(event),
  });
  progress.finish();
  if (run.softwarePaths.length > 0 || environment.interrupted.aborted) return run;
  const reasons = run.unavailableBackends.map(({ backend, reason }) => `${backend}: ${reason}`);
  throw new UserError(
    `No backend works here.\n${reasons.join('\n')}`,
    'See: ridgeline doctor',
    exitCodes.noDevice,
  );
}

export const runCommand = defineCommand({
  examples: [
    ['$0 run', 'measure for 30 s and show the result'],
    ['$0 run --preset standard --submit', 'two minutes, then send it to the board'],
    ['$0 run --format json --output run.json', 'keep the raw samples'],
    ['$0 run --backend wasm --kernel matmul', 'only one backend and kernel'],
    ['$0 run --device "RTX 4090" --device cpu', 'only these devices of several'],
    ['$0 run --llm', 'check the predictions with a real LLM runtime'],
  ],
  options: (yargs) =>
    yargs
      .option('preset', {
        choices: presets,
        default: 'quick' as Preset,
        describe: 'how long: quick 30 s, standard 2 min, full as long as it needs',
      })
      .option('backend', { array: true, choices: backendIds, describe: 'only these backends' })
      .option('kernel', {
        array: true,
        choices: kernelSpecs.map(({ id }) => id),
        describe: 'only these kernels',
      })
      .option('device', {
        array: true,
        type: 'string',
        describe: 'only these devices: cpu, or a part of a GPU’s name (see: devices)',
      })
      .option('format', { choices: formats, default: 'human', describe: 'how to print the result' })
      .option('output', {
        type: 'string',
        default: '-',
        requiresArg: true,
        describe: 'file for the result, - for standard output',
      })
      .option('submit', {
        type: 'boolean',
        default: false,
        describe:
          'prove the run by a fresh challenge, some seconds a path, and send it to the board',
      })
      .option('verify', {
        type: 'boolean',
        default: true,
        describe: 'with --submit: prove what was measured; --no-verify sends it unproved (tier T1)',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'show the exact JSON that --submit would send, send nothing',
      })
      .option('api', { type: 'string', requiresArg: true, describe: 'address of the API' })
      .option('timeout', {
        type: 'number',
        default: 60,
        describe: 'seconds to keep trying to send',
      })
      .option('strict', {
        type: 'boolean',
        default: false,
        describe: 'exit with 5 when the machine was too noisy',
      })
      .option('llm', {
        type: 'boolean',
        default: false,
        describe: 'also time a synthetic model in a real LLM runtime',
      })
      .option('install-llm', {
        type: 'boolean',
        default: false,
        describe: 'with --llm: download that runtime when it is absent (85 MB)',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' }),
  async run(flags, environment) {
    const paths = pathsOf(environment.variables);
    const outbox = new Outbox(paths);
    const output = await openOutput(flags.output, environment);
    // What can fail without measuring fails before it.
    await outbox.assertWritable();
    const api = flags.submit
      ? await apiAddress(flags.api, environment.variables, paths)
      : undefined;
    const llm = flags.llm ? await import('../run-llm.ts') : undefined;
    await llm?.requireLlmRuntime(paths.llmFolder, flags['install-llm'], environment);
    const run = await measure(flags, environment);
    const isInterrupted = environment.interrupted.aborted;
    const body = JSON.stringify(run);
    const unsaved = await outbox.save(run.run.id, body).catch((error: unknown) => error);
    const format = flags['dry-run'] ? 'json' : flags.format;
    await output.write(await renderRun(run, format, environment, output.isFile));
    // A full disk must not cost the result: it is printed first.
    if (unsaved !== undefined) throw unsaved;
    if (llm !== undefined && !isInterrupted) {
      const report = await llm.llmReport(run, paths.llmFolder, environment, flags.quiet);
      // Other formats stay what programs expect.
      if (format === 'human' && !output.isFile) await writeResult(environment, report);
      else say(environment, report);
    }
    if (api !== undefined && !flags['dry-run'] && !isInterrupted) {
      const { sendRun } = await import('../send-run.ts');
      const options = { api, timeoutSeconds: flags.timeout, isVerifying: flags.verify };
      await sendRun({ id: run.run.id, body }, options, environment, outbox);
    } else if (!flags.quiet && flags.format === 'human') {
      say(environment, `Saved as ${run.run.id}. Send it with: ridgeline submit ${run.run.id}`);
    }
    return isInterrupted ? exitCodes.interrupted : runExitCode(run, flags.strict);
  },
});
