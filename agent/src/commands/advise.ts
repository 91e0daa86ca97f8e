import { devices, findDevice } from '@ridgeline/catalog/find-device';
import { catalogueMachine } from '@ridgeline/evaluation/catalogue-machine';
import {
  type Advised,
  advise,
  type OfferedDevice,
  type OfferPrice,
  type SufficientDevice,
} from '@ridgeline/roofline/advise';
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

/** `nvidia-l4=2500` or `nvidia-l4=0.71/hour`: what the user pays, in the place of what is listed. */
function ownPrices(texts: readonly string[]): ReadonlyMap<string, OfferPrice> {
  return new Map(
    texts.map((text) => {
      const [, slug = '', amount, hour] =
        /^([a-z0-9-]+)=(\d+(?:\.\d+)?)(\/hour)?$/.exec(text) ?? [];
      if (amount === undefined || findDevice(slug) === undefined) {
        throw new UserError(
          `--price "${text}" names no device of the catalogue and its US dollars.`,
          'E.g. --price nvidia-l4=2500 or --price nvidia-l4=0.71/hour',
        );
      }
      const asOf = new Date().toISOString().slice(0, 10);
      const per = hour === undefined ? 'device' : 'hour';
      return [slug, { amountUsd: Number(amount), per, asOf, source: 'your own' }] as const;
    }),
  );
}

function offeredDevices(kind: string, own: ReadonlyMap<string, OfferPrice>): OfferedDevice[] {
  return devices
    .filter((device) => kind === 'any' || device.kind === kind)
    .map((device) => {
      const price = own.get(device.slug);
      const prices = price === undefined ? device.prices : [price];
      return { id: device.slug, machine: catalogueMachine(device), prices };
    });
}

/** The site of a source: the whole address is in the JSON. */
function shortSource(source: string): string {
  return /^https:\/\/(?:www\.)?([^/]+)/.exec(source)?.[1] ?? source;
}

function usd(amount: number): string {
  return `$${amount.toLocaleString('en', { maximumFractionDigits: amount < 10 ? 2 : 0 })}`;
}

function priceText({
  price,
  purchaseUsd,
  costPerMillionTokensUsd: cost,
}: SufficientDevice): string {
  if (price === undefined) return 'no price known';
  const total = purchaseUsd === undefined ? `${usd(price.amountUsd)} an hour` : usd(purchaseUsd);
  const tokens = cost === undefined ? '' : `, ${usd(cost)} per million tokens`;
  return `${total} (price of ${price.asOf}, ${shortSource(price.source)})${tokens}`;
}

function adviceLines(advice: SufficientDevice, index: number, columns: number): string[] {
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
  'Speeds are predicted from spec sheets and published bandwidths. A purchase is written off over three years in which it works half of the time.';

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
    ['$0 advise --price nvidia-l4=0.71/hour', 'with a price of your own'],
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
      .option('price', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'your own, DEVICE=USD or DEVICE=USD/hour',
      })
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
    const own = ownPrices(flags.price);
    let advised: Advised;
    let chosen: Workload;
    try {
      chosen = overrideWorkload(workload, { contextTokens: flags.context });
      advised = advise(offeredDevices(flags.kind, own), chosen, {
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
