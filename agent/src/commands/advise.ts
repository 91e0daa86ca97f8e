import { devices, findDevice } from '@ridgeline/catalog/find-device';
import { type Advice, type Advised, advise, type Candidate } from '@ridgeline/roofline/advise';
import { jobs } from '@ridgeline/roofline/jobs/jobs';
import { models } from '@ridgeline/roofline/models/models';
import { quantizations } from '@ridgeline/roofline/quantizations/quantizations';
import {
  overrideWorkload,
  parseWorkloadId,
  type Workload,
  workloadTitle,
} from '@ridgeline/roofline/workload';
import { formatRate } from '@ridgeline/units/format-rate';
import { writeResult } from '../environment.ts';
import { exitCodes } from '../exit-codes.ts';
import { wrapText } from '../report/wrap-text.ts';
import { messageOf, UserError } from '../user-error.ts';
import { defineCommand } from './command.ts';

function candidates(kind: string): Candidate[] {
  return devices
    .filter((device) => kind === 'any' || device.kind === kind)
    .map((device) => ({
      id: device.slug,
      machine: { ...device, basis: 'spec' as const },
      prices: device.prices,
    }));
}

function usd(amount: number): string {
  return `$${amount.toLocaleString('en', { maximumFractionDigits: amount < 10 ? 2 : 0 })}`;
}

function priceText({ price, purchaseUsd, costPerMillionTokensUsd: cost }: Advice): string {
  if (price === undefined) return 'no price known';
  const total = purchaseUsd === undefined ? `${usd(price.amountUsd)} an hour` : usd(purchaseUsd);
  const tokens = cost === undefined ? '' : `, ${usd(cost)} per million tokens`;
  return `${total} (price of ${price.asOf}, ${price.source})${tokens}`;
}

function adviceLines(advice: Advice, index: number, columns: number): string[] {
  const name = findDevice(advice.id)?.name ?? advice.id;
  const count = advice.deviceCount === 1 ? '' : `${advice.deviceCount} × `;
  const rate = formatRate(advice.tokensPerSecondPerUser, 'tokens/s');
  const indent = ' '.repeat(4);
  return [
    `${String(index + 1).padStart(2)}. ${count}${name}  ${rate} a user, predicted`,
    ...wrapText(`${indent}${priceText(advice)}`, columns, indent),
    ...wrapText(`${indent}${advice.reason}`, columns, indent),
  ];
}

const refusalWords = {
  'does-not-fit': 'cannot hold it',
  'too-slow': 'are too slow',
  'over-budget': 'cost more, or nobody knows what',
  'no-prediction': 'lack a figure that a prediction needs',
} as const satisfies Record<keyof Advised['refusedCounts'], string>;

const assumptions =
  'Speeds are predicted from spec sheets. A purchase is written off over three years of full use.';

function humanText(workload: Workload, advised: Advised, limit: number, columns: number): string {
  const { sufficient, refusedCounts } = advised;
  const refused = Object.entries(refusedCounts).flatMap(([refusal, count]) =>
    count === 0 ? [] : [`${count} ${refusalWords[refusal as keyof typeof refusalWords]}`],
  );
  const shown = sufficient.length > limit ? `; the ${limit} cheapest` : '';
  return [
    `${workloadTitle(workload)}: ${sufficient.length} devices suffice${shown}`,
    '',
    ...sufficient.slice(0, limit).flatMap((each, index) => adviceLines(each, index, columns)),
    ...(sufficient.length > 0 ? [''] : ['None does: a smaller model or a lower target would.', '']),
    ...wrapText(`The others: ${refused.join(', ') || 'none'}.`, columns, ''),
    ...wrapText(assumptions, columns, ''),
  ].join('\n');
}

export const adviseCommand = defineCommand({
  examples: [
    ['$0 advise --model llama-3.1-8b --users 4', 'ten tokens a second for four users'],
    ['$0 advise --model llama-3.1-70b --tokens-per-second 20 --budget 5000', 'within a budget'],
  ],
  options: (yargs) =>
    yargs
      .option('model', { choices: models.map(({ id }) => id), default: 'llama-3.1-8b' })
      .option('quantization', { choices: quantizations.map(({ id }) => id), default: 'q4_k_m' })
      .option('job', { choices: jobs.map(({ id }) => id), default: 'chat' })
      .option('context', { type: 'number', describe: 'tokens of context' })
      .option('users', { type: 'number', default: 1, describe: 'people served at once' })
      .option('tokens-per-second', { type: 'number', default: 10, describe: 'for each user' })
      .option('budget', { type: 'number', describe: 'US dollars for all devices together' })
      .option('devices', { type: 'number', default: 8, describe: 'at most so many together' })
      .option('kind', { choices: ['any', 'cpu', 'gpu'] as const, default: 'any' as const })
      .option('limit', { type: 'number', default: 5, describe: 'how many to show' })
      .option('format', { choices: ['human', 'json'] as const, default: 'human' as const }),
  async run(flags, environment) {
    const workload = parseWorkloadId(`${flags.model}--${flags.quantization}--${flags.job}`);
    if (workload === undefined) throw new Error('The choices of advise are not workloads.');
    if (workload.generatedTokens === 0) {
      throw new UserError(
        `${workload.job.title} writes no tokens, so it has no speed to ask for.`,
        'Choose a job that answers, e.g. --job chat',
      );
    }
    let advised: Advised;
    let chosen: Workload;
    try {
      chosen = overrideWorkload(workload, { contextTokens: flags.context });
      advised = advise(candidates(flags.kind), chosen, {
        users: flags.users,
        tokensPerSecond: flags['tokens-per-second'],
        budgetUsd: flags.budget,
        maximumDeviceCount: flags.devices,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new UserError(messageOf(error), 'See: ridgeline advise --help');
    }
    const limit = Math.max(1, Math.floor(flags.limit) || 1);
    const document = {
      kind: 'predicted',
      workload: chosen.id,
      ...advised,
      sufficient: advised.sufficient.slice(0, limit),
    };
    await writeResult(
      environment,
      flags.format === 'json'
        ? JSON.stringify(document)
        : humanText(chosen, advised, limit, environment.stdout.columns ?? 80),
    );
    return exitCodes.ok;
  },
});
