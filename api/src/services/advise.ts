import { foundationOf } from '@ridgeline/evaluation/foundation';
import { machineOf } from '@ridgeline/evaluation/machine-of';
import { advise, type OfferedDevice, type SufficientDevice } from '@ridgeline/roofline/advise';
import type { Machine } from '@ridgeline/roofline/machine';
import type { Workload } from '@ridgeline/roofline/workload';
import type { Advice, AdviceOption, LeaderboardEntry, Price } from '@ridgeline/schema/responses';
import type { BoardSnapshot } from './board/boards.ts';
import { findSort } from './board/sorts.ts';
import { workloadSummaryOf } from './workload-summary.ts';

/** What somebody needs. */
export interface AdviceQuery {
  /** Its batch is the users that are served at once. */
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
  'Where one batch of all users is too slow for each, copies of the model share them.',
];

type Offered = OfferedDevice & Pick<LeaderboardEntry, 'basis' | 'device'>;

function optionOf(
  { basis, device }: Offered,
  { price, ...sufficient }: SufficientDevice,
): AdviceOption {
  const { deviceCount, isSafe, prediction, reason, throughputTokensPerSecond } = sufficient;
  return {
    device,
    basis,
    deviceCount,
    price: price ?? null,
    totalUsd: price === undefined ? null : price.amountUsd * deviceCount,
    costPerMillionTokensUsd: sufficient.costPerMillionTokensUsd ?? null,
    throughputTokensPerSecond,
    perUserTokensPerSecond: sufficient.tokensPerSecondPerUser,
    sufficiencyRatio: sufficient.overProvision.speedRatio,
    isSafe,
    limit: prediction.limit,
    reason,
  };
}

/** The machine that advice rests on: of measured figures the proved ones only. */
function soundMachine(
  device: Offered['device'],
  peaks: LeaderboardEntry['peaks'],
  basis: Offered['basis'],
): Machine | undefined {
  if (basis !== 'measured') return machineOf(device, peaks, basis);
  const foundation = foundationOf(peaks);
  return foundation.backing === 'claimed' ? undefined : machineOf(device, foundation.peaks, basis);
}

/** The cheapest devices, CPUs included, that meet a target for a workload. */
export function adviceFrom(snapshot: BoardSnapshot, query: AdviceQuery): Advice {
  const { budgetUsd, kind, limit, ownPrices, tokensPerSecondPerUser, workload } = query;
  const offered = snapshot
    .ranked(workload, findSort('decode'))
    .filter(({ device, isHeadline }) => isHeadline && !device.isSoftwareAdapter)
    .filter(({ device }) => kind === undefined || device.kind === kind)
    .map(({ basis, device, peaks, prices }): Offered => {
      const own = ownPrices.get(device.slug);
      const machine = soundMachine(device, peaks, basis);
      return { id: device.slug, machine, prices: own ? [own] : prices, basis, device };
    });
  const need = { users: workload.batchSize, tokensPerSecond: tokensPerSecondPerUser, budgetUsd };
  const { refusedCounts, sufficient } = advise(offered, workload, need);
  const bySlug = new Map(offered.map((each) => [each.id, each]));
  return {
    workload: workloadSummaryOf(workload),
    targetTokensPerSecondPerUser: tokensPerSecondPerUser,
    options: sufficient.slice(0, limit).flatMap((each) => {
      const from = bySlug.get(each.id);
      return from === undefined ? [] : [optionOf(from, each)];
    }),
    insufficientCount: Object.values(refusedCounts).reduce((sum, count) => sum + count, 0),
    assumptions,
  };
}
