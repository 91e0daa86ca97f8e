import { compareTraining, type TrainingComparison } from '@ridgeline/roofline/compare-training';
import { crossoverBatchSize } from '@ridgeline/roofline/crossover-batch';
import { findJob, jobs } from '@ridgeline/roofline/jobs/jobs';
import { predict } from '@ridgeline/roofline/predict';
import type { PhasePrediction, Prediction } from '@ridgeline/roofline/prediction';
import { findQuantization, quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import {
  makeWorkload,
  overrideWorkload,
  type Workload,
  workloadTitle,
} from '@ridgeline/roofline/workload';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { machineFrom, type NamedMachine } from '../machine-source.ts';
import { modelFrom } from '../model-source.ts';
import { messageOf, UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

function phaseLine(label: string, phase: PhasePrediction | undefined): string[] {
  if (phase === undefined) return [];
  const { value, interval } = phase.throughputTokensPerSecond;
  const range = `${formatRate(interval.low, 'tokens/s')} – ${formatRate(interval.high, 'tokens/s')}`;
  const percent = Math.round(interval.confidence * 100);
  return [
    `${label.padEnd(13)} ${formatRate(value, 'tokens/s')}  (${percent} % interval ${range}), limited by ${phase.limit}`,
  ];
}

function fitLine({ memory }: Prediction): string {
  const needed = formatBytes(memory.requiredBytes);
  switch (memory.fit) {
    case 'fits':
      return `fits: needs ${needed} of ${formatBytes(memory.availableBytes ?? 0)}`;
    case 'fits-with-more-devices':
      return `needs ${needed}: fits on ${memory.deviceCount} of these devices together`;
    case 'does-not-fit':
      return `does not fit: needs ${needed}`;
    case 'unknown':
      return `needs ${needed}; the device's memory is not known`;
    default:
      return memory.fit satisfies never;
  }
}

/** How many users decode serves at once before they share a fixed rate. */
function crossoverLines({ machine }: NamedMachine, workload: Workload): string[] {
  if (workload.job.phase !== 'inference' || workload.generatedTokens === 0) return [];
  const batch = crossoverBatchSize(machine, workload);
  const words =
    batch === undefined
      ? 'more users never turn decode compute-bound'
      : `up to ${batch - 1} at once decode waits for memory, then for compute`;
  return [`${'users'.padEnd(13)} ${words}`];
}

/** The same model used and trained on the machine, one line each. */
function trainingLines(comparisons: readonly TrainingComparison[]): string[] {
  const lines = comparisons.map(({ job, prediction }) => {
    const phase = prediction.trainingStep ?? prediction.decode;
    const count = prediction.memory.deviceCount;
    const devices =
      count === undefined ? 'does not fit' : count === 1 ? '1 device' : `${count} devices`;
    const rate = phase ? formatRate(phase.throughputTokensPerSecond.value, 'tokens/s') : '–';
    const needs = formatBytes(prediction.memory.requiredBytes);
    return `  ${job.title.padEnd(20)} ${needs.padStart(9)}  ${devices.padEnd(13)} ${rate}`;
  });
  return lines.length === 0 ? [] : ['', 'Used and trained, in BF16, predicted:', ...lines];
}

/** What the figures of a model leave out or only suppose. */
function modelNotes({ model }: Workload): string[] {
  const { isGeneric, leftOut = [], source } = model;
  return [
    ...(isGeneric ? [`Only the size is known: ${source}. The intervals are wider.`] : []),
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(', ')}.`] : []),
  ];
}

function humanText(named: NamedMachine, workload: Workload, prediction: Prediction): string {
  const { name, machine } = named;
  const first = prediction.timeToFirstTokenSeconds;
  const compute = Object.entries(machine.computeFlopsPerSecond)
    .map(([dtype, rate]) => `${formatRate(rate, arithmeticUnit(dtype))} ${dtype}`)
    .join(', ');
  return [
    `${name}  (${machine.basis}: ${formatRate(machine.bandwidthBytesPerSecond, 'B/s')}, ${compute})`,
    `${workloadTitle(workload)}  predicted`,
    ...modelNotes(workload),
    '',
    ...phaseLine('decode', prediction.decode),
    ...phaseLine('prefill', prediction.prefill),
    ...phaseLine('training', prediction.trainingStep),
    ...(first ? [`${'first token'.padEnd(13)} ${formatSeconds(first.value)}`] : []),
    `${'memory'.padEnd(13)} ${fitLine(prediction)}`,
    ...crossoverLines(named, workload),
  ].join('\n');
}

export const predictCommand = defineCommand({
  examples: [
    ['$0 predict --model llama-3.1-8b', 'on this machine, from the newest run'],
    ['$0 predict --device nvidia-geforce-rtx-4090', 'on a device of the catalogue'],
    ['$0 predict --model ./config.json --device nvidia-l4', 'a model from its configuration'],
    [
      '$0 predict --bandwidth 1008GB/s --compute-f16 165TFLOP/s --memory 24GiB',
      'from figures that you type',
    ],
    ['$0 predict --device nvidia-l40s --training', 'using a model next to training it'],
  ],
  options: (yargs) =>
    yargs
      .option('model', {
        type: 'string',
        requiresArg: true,
        default: 'llama-3.1-8b',
        describe: 'a name, a size (35B-A3B) or the path of a config.json',
      })
      .option('quantization', {
        choices: quantizations.map(({ id }) => id),
        describe: 'how weights are stored; q4_k_m unless the name says it',
      })
      .option('job', { choices: jobs.map(({ id }) => id), default: 'chat' })
      .option('batch', { type: 'number', describe: 'sequences at once' })
      .option('context', { type: 'number', describe: 'tokens of context' })
      .option('run', { type: 'string', requiresArg: true, describe: 'a run as JSON, or "last"' })
      .option('device', { type: 'string', requiresArg: true, describe: 'slug or name of a device' })
      .option('bandwidth', { type: 'string', requiresArg: true, describe: 'e.g. 1008GB/s' })
      .option('compute-f16', { type: 'string', requiresArg: true, describe: 'e.g. 165TFLOP/s' })
      .option('compute-f32', { type: 'string', requiresArg: true, describe: 'e.g. 82TFLOP/s' })
      .option('memory', { type: 'string', requiresArg: true, describe: 'e.g. 24GiB' })
      .option('training', { type: 'boolean', default: false, describe: 'add its training' })
      .option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run(flags, environment) {
    const named = await machineFrom(flags, environment);
    const { model, quantization: written } = await modelFrom(flags.model);
    const format = findQuantization(flags.quantization ?? written?.id ?? 'q4_k_m');
    const job = findJob(flags.job);
    if (format === undefined || job === undefined) {
      throw new Error('The choices of predict are not workloads.');
    }
    const workload = makeWorkload(model, format, job);
    let chosen = workload;
    try {
      chosen = overrideWorkload(workload, { batchSize: flags.batch, contextTokens: flags.context });
    } catch (error) {
      throw new UserError(messageOf(error), 'E.g. --batch 8 --context 8192');
    }
    const prediction = predict(named.machine, chosen);
    const training = flags.training ? compareTraining(named.machine, chosen.model) : [];
    await writeResult(
      environment,
      flags.format === 'json'
        ? JSON.stringify({
            kind: 'predicted',
            device: named.name,
            machine: named.machine,
            ...prediction,
            ...(flags.training && {
              training: training.map(({ job, prediction: each }) => ({ job: job.id, ...each })),
            }),
          })
        : [humanText(named, chosen, prediction), ...trainingLines(training)].join('\n'),
    );
    return exitCodes.ok;
  },
});
