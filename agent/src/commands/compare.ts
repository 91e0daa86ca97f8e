import { computeDtypes, type Machine } from '@ridgeline/roofline/machine';
import { predict } from '@ridgeline/roofline/predict';
import type { Prediction } from '@ridgeline/roofline/prediction';
import { ridgePointFlopsPerByte } from '@ridgeline/roofline/ridge-point';
import {
  defaultWorkloadId,
  parseWorkloadId,
  type Workload,
  workloadTitle,
} from '@ridgeline/roofline/workload';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import Table from 'cli-table3';
import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { machineNamed, type NamedMachine } from '../machine-source.ts';
import { UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

interface Contestant extends NamedMachine {
  readonly prediction: Prediction;
}

/** One line of the comparison. */
interface Line {
  readonly title: string;
  /** In SI base units; undefined when it is not known. */
  figure(contestant: Contestant): number | undefined;
  format(value: number): string;
}

const computeLines = computeDtypes.map(
  (dtype): Line => ({
    title: `compute ${dtype}`,
    figure: ({ machine }) => machine.computeFlopsPerSecond[dtype],
    format: (value) => formatRate(value, arithmeticUnit(dtype)),
  }),
);

/** Everything that is compared; a line that no machine has is left out. */
const lines: readonly Line[] = [
  {
    title: 'bandwidth',
    figure: ({ machine }) => machine.bandwidthBytesPerSecond,
    format: (value) => formatRate(value, 'B/s'),
  },
  ...computeLines,
  {
    title: 'memory',
    figure: ({ machine }) => machine.memoryBytes,
    format: formatBytes,
  },
  {
    title: 'ridge point, f32',
    figure: ({ machine }) => ridgePointFlopsPerByte(machine, 'f32'),
    format: (value) => `${Number(value.toPrecision(3))} flop/B`,
  },
  {
    title: 'decode, predicted',
    figure: ({ prediction }) => prediction.decode?.throughputTokensPerSecond.value,
    format: (value) => formatRate(value, 'tokens/s'),
  },
  {
    title: 'prefill, predicted',
    figure: ({ prediction }) => prediction.prefill?.throughputTokensPerSecond.value,
    format: (value) => formatRate(value, 'tokens/s'),
  },
  {
    title: 'first token, predicted',
    figure: ({ prediction }) => prediction.timeToFirstTokenSeconds?.value,
    format: formatSeconds,
  },
  {
    title: 'devices needed',
    figure: ({ prediction }) => prediction.memory.deviceCount,
    format: String,
  },
];

function basisText({ basis }: Machine): string {
  return basis === 'spec' ? 'spec sheet' : basis;
}

function humanText(contestants: readonly Contestant[], workload: Workload): string {
  const [first] = contestants;
  const chars = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
  const rest = { left: '', right: '', mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  const bottom = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };
  const table = new Table({
    head: ['', ...contestants.map(({ name }) => name)],
    colAligns: ['left', ...contestants.map(() => 'right' as const)],
    chars: { ...chars, ...rest, ...bottom, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(['', ...contestants.map(({ machine }) => basisText(machine))]);
  for (const { title, figure, format } of lines) {
    const values = contestants.map(figure);
    if (values.every((value) => value === undefined)) continue;
    const base = first && figure(first);
    const cells = values.map((value, index) => {
      if (value === undefined) return '–';
      const isTelling = index > 0 && base !== undefined && base > 0 && value !== base;
      const ratio = isTelling ? `  ×${Number((value / base).toPrecision(2))}` : '';
      return `${format(value)}${ratio}`;
    });
    table.push([title, ...cells]);
  }
  const text = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [workloadTitle(workload), '', ...text, '', '× is the ratio to the first.'].join('\n');
}

export const compareCommand = defineCommand({
  examples: [
    ['$0 compare last nvidia-geforce-rtx-4090', 'this machine against a device'],
    ['$0 compare before.json after.json', 'two runs'],
  ],
  options: (yargs) =>
    yargs
      .positional('machines', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'run id, file, "last", -, or a device',
      })
      .option('workload', {
        type: 'string',
        default: defaultWorkloadId,
        requiresArg: true,
        describe: 'what to predict, as model--quantization--job',
      })
      .option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run({ machines, workload: id, format }, environment) {
    const workload = parseWorkloadId(id);
    if (workload === undefined) {
      throw new UserError(`"${id}" is no workload.`, `E.g. --workload ${defaultWorkloadId}`);
    }
    const contestants: Contestant[] = [];
    for (const text of machines) {
      const named = await machineNamed(text, environment);
      contestants.push({ ...named, prediction: predict(named.machine, workload) });
    }
    const rows = contestants.map(({ name, machine, prediction }) => ({
      name,
      machine,
      prediction,
    }));
    const result = { kind: 'predicted', workload: workload.id, machines: rows };
    await writeResult(
      environment,
      format === 'json' ? JSON.stringify(result) : humanText(contestants, workload),
    );
    return exitCodes.ok;
  },
});
