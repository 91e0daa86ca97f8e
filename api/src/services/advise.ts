import { costPerMillionTokensUsd } from '@ridgeline/roofline/cost-per-token';
import type { Workload } from '@ridgeline/roofline/workload';
import type { Advice, AdviceOption, LeaderboardEntry, Price } from '@ridgeline/schema/responses';
import type { BoardSnapshot } from './board/boards.ts';
import { findSort } from './board/sorts.ts';
import { workloadSummaryOf } from './workload-summary.ts';

/** What somebody needs. */
export interface AdviceQuery {
  readonly workload: Workload;
  readonly tokensPerSecondPerUser: number;
  /** US dollars for all devices together. */
  readonly budgetUsd?: number | undefined;
  readonly kind?: 'cpu' | 'gpu' | undefined;
  /** What the asker pays, by device, in the place of what is listed. */
  readonly ownPrices: ReadonlyMap<string, Price>;
  readonly limit: number;
}

const assumptions = [
  'A bought device is written off over three years in which it works half of the time.',
  'Electricity, hosts and networks are not counted; prices are those of the day they name.',
  'Speeds are predictions; `isSafe` says whether even the low end of the 80 % interval suffices.',
];

function costPerMillionTokens(
  price: AdviceOption['price'],
  deviceCount: number,
  tokensPerSecond: number,
): number | null {
  return price && costPerMillionTokensUsd({ ...price, deviceCount }, tokensPerSecond);
}

function reasonOf(option: Omit<AdviceOption, 'reason'>): string {
  const { deviceCount, device, isSafe, sufficiencyRatio } = option;
  const count = deviceCount === 1 ? `One ${device.name}` : `${deviceCount} × ${device.name}`;
  const speed = `gives ${sufficiencyRatio.toFixed(1)} times the target`;
  if (!isSafe) return `${count} ${speed}, but the low end of the prediction falls short of it.`;
  if (sufficiencyRatio > 4) return `${count} ${speed}: more than this job needs.`;
  return `${count} ${speed}, even at the low end of the prediction.`;
}

function optionOf(entry: LeaderboardEntry, query: AdviceQuery): AdviceOption | undefined {
  const { basis, device, prediction, prices } = entry;
  const throughput = prediction?.decode?.throughputTokensPerSecond;
  const deviceCount = prediction?.memory.deviceCount;
  if (prediction === null || throughput === undefined || deviceCount === undefined)
    return undefined;
  const users = query.workload.batchSize;
  const perUser = throughput.value / users;
  const listed = prices.find(({ per }) => per === 'device') ?? prices[0] ?? null;
  const price = query.ownPrices.get(device.slug) ?? listed;
  const option = {
    device,
    basis,
    deviceCount,
    price,
    totalUsd: price === null ? null : price.amountUsd * deviceCount,
    costPerMillionTokensUsd: costPerMillionTokens(price, deviceCount, throughput.value),
    throughputTokensPerSecond: throughput,
    perUserTokensPerSecond: perUser,
    sufficiencyRatio: perUser / query.tokensPerSecondPerUser,
    isSafe: throughput.interval.low / users >= query.tokensPerSecondPerUser,
    limit: prediction.limit,
  };
  return { ...option, reason: reasonOf(option) };
}

function isSufficient(option: AdviceOption, { budgetUsd }: AdviceQuery): boolean {
  if (option.sufficiencyRatio < 1) return false;
  return budgetUsd === undefined || (option.totalUsd !== null && option.totalUsd <= budgetUsd);
}

/** Cheapest first; bought before rented, priced before unpriced, then the least over-provisioned. */
function compareOptions(a: AdviceOption, b: AdviceOption): number {
  const group = ({ price }: AdviceOption) => (price === null ? 2 : price.per === 'hour' ? 1 : 0);
  return (
    group(a) - group(b) ||
    (a.totalUsd ?? 0) - (b.totalUsd ?? 0) ||
    a.sufficiencyRatio - b.sufficiencyRatio
  );
}

/** The cheapest devices, CPUs included, that meet a target for a workload. */
export function advise(snapshot: BoardSnapshot, query: AdviceQuery): Advice {
  const candidates = snapshot
    .ranked(query.workload, findSort('decode'))
    .filter(({ device, isHeadline }) => isHeadline && !device.isSoftwareAdapter)
    .filter(({ device }) => query.kind === undefined || device.kind === query.kind);
  const options = candidates
    .flatMap((entry) => optionOf(entry, query) ?? [])
    .filter((option) => isSufficient(option, query))
    .sort(compareOptions);
  return {
    workload: workloadSummaryOf(query.workload),
    targetTokensPerSecondPerUser: query.tokensPerSecondPerUser,
    options: options.slice(0, query.limit),
    insufficientCount: candidates.length - options.length,
    assumptions,
  };
}
