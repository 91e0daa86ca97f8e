import { jobs } from '@ridgeline/roofline/jobs/jobs';
import { models } from '@ridgeline/roofline/models/models';
import { predict } from '@ridgeline/roofline/predict';
import type { PhasePrediction, Prediction } from '@ridgeline/roofline/prediction';
import { quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import { overrideWorkload, parseWorkloadId, workloadTitle } from '@ridgeline/roofline/workload';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { machineFrom, type NamedMachine } from '../machine-source.ts';
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
      return `needs ${needed}: fits ${memory.deviceCount} of these devices together`;
    case 'does-not-fit':
      return `does not fit: needs ${needed}`;
    case 'unknown':
      return `needs ${needed}; the device's memory is not known`;
    default:
      return memory.fit satisfies never;
  }
}

function humanText({ name, machine }: NamedMachine, title: string, prediction: Prediction): string {
  const first = prediction.timeToFirstTokenSeconds;
  const compute = Object.entries(machine.computeFlopsPerSecond)
    .map(([dtype, rate]) => `${formatRate(rate, 'FLOP/s')} ${dtype}`)
    .join(', ');
  return [
    `${name}  (${machine.basis}: ${formatRate(machine.bandwidthBytesPerSecond, 'B/s')}, ${compute})`,
    `${title}  predicted`,
    '',
    ...phaseLine('decode', prediction.decode),
    ...phaseLine('prefill', prediction.prefill),
    ...(first ? [`${'first token'.padEnd(13)} ${formatSeconds(first.value)}`] : []),
    `${'memory'.padEnd(13)} ${fitLine(prediction)}`,
  ].join('\n');
}

export const predictCommand = defineCommand({
  examples: [
    ['$0 predict --model llama-3.1-8b', 'on this machine, from the newest run'],
    ['$0 predict --device nvidia-geforce-rtx-4090', 'on a device of the catalogue'],
    [
      '$0 predict --bandwidth 1008GB/s --compute-f16 165TFLOP/s --memory 24GiB',
      'from figures that you type',
    ],
  ],
  options: (yargs) =>
    yargs
      .option('model', { choices: models.map(({ id }) => id), default: 'llama-3.1-8b' })
      .option('quantization', { choices: quantizations.map(({ id }) => id), default: 'q4_k_m' })
      .option('job', { choices: jobs.map(({ id }) => id), default: 'chat' })
      .option('batch', { type: 'number', describe: 'sequences at once' })
      .option('context', { type: 'number', describe: 'tokens of context' })
      .option('run', { type: 'string', requiresArg: true, describe: 'a run as JSON, or "last"' })
      .option('device', { type: 'string', requiresArg: true, describe: 'slug or name of a device' })
      .option('bandwidth', { type: 'string', requiresArg: true, describe: 'e.g. 1008GB/s' })
      .option('compute-f16', { type: 'string', requiresArg: true, describe: 'e.g. 165TFLOP/s' })
      .option('compute-f32', { type: 'string', requiresArg: true, describe: 'e.g. 82TFLOP/s' })
      .option('memory', { type: 'string', requiresArg: true, describe: 'e.g. 24GiB' })
      .option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run(flags, environment) {
    const named = await machineFrom(flags, environment);
    const workload = parseWorkloadId(`${flags.model}--${flags.quantization}--${flags.job}`);
    if (workload === undefined) throw new Error('The choices of predict are not workloads.');
    let chosen = workload;
    try {
      chosen = overrideWorkload(workload, { batchSize: flags.batch, contextTokens: flags.context });
    } catch (error) {
      throw new UserError(messageOf(error), 'E.g. --batch 8 --context 8192');
    }
    const prediction = predict(named.machine, chosen);
    await writeResult(
      environment,
      flags.format === 'json'
        ? JSON.stringify({
            kind: 'predicted',
            device: named.name,
            machine: named.machine,
            ...prediction,
          })
        : humanText(named, workloadTitle(chosen), prediction),
    );
    return exitCodes.ok;
  },
});
