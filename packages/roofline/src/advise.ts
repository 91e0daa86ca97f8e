import type { Calibration } from './calibration/calibration.ts';
import { defaultCalibration } from './calibration/default-calibration.ts';
import { costPerMillionTokensUsd } from './cost-per-token.ts';
import type { Machine } from './machine.ts';
import { predict } from './predict.ts';
import type { Predicted, Prediction } from './prediction.ts';
import type { Workload } from './workload.ts';

/** A price on a day, from a named source or the user's own. */
export interface OfferPrice {
  readonly amountUsd: number;
  readonly per: 'device' | 'hour';
  readonly asOf: string;
  readonly source: string;
}

/** A device that could be bought, rented or is there already. */
export interface OfferedDevice {
  readonly id: string;
  /** Undefined where too little is known of it for a prediction. */
  readonly machine: Machine | undefined;
  readonly prices: readonly OfferPrice[];
}

/** What is needed. */
export interface Requirement {
  /** People served at once. */
  readonly users: number;
  /** Tokens a second that each of them should see. */
  readonly tokensPerSecond: number;
  /** Most that all devices together may cost to buy. */
  readonly budgetUsd?: number | undefined;
  /** Most devices to build from; 8 unless told. */
  readonly maximumDeviceCount?: number | undefined;
}

/** Why a device is not an answer. */
export type Refusal = 'does-not-fit' | 'too-slow' | 'over-budget' | 'no-prediction';

/** A device that suffices. */
export interface SufficientDevice {
  readonly id: string;
  /** Devices in all: copies of the model × devices that hold one copy. */
  readonly deviceCount: number;
  /** Copies of the model that share the users. */
  readonly copies: number;
  readonly tokensPerSecondPerUser: number;
  /** Of all users together. */
  readonly throughputTokensPerSecond: Predicted;
  /** True when the low end of the interval suffices too, not only the expected rate. */
  readonly isSafe: boolean;
  /** Of one copy of the model with its share of the users. */
  readonly prediction: Prediction;
  readonly price?: OfferPrice;
  /** Price × devices, when the price is of a purchase. */
  readonly purchaseUsd?: number;
  readonly costPerMillionTokensUsd?: number;
  /** How many times the asked speed and the needed memory it offers. */
  readonly overProvision: { readonly speedRatio: number; readonly memoryRatio?: number };
  /** One sentence for people. */
  readonly reason: string;
}

/** The answer: what suffices, cheapest first, and how many devices do not, by reason. */
export interface Advised {
  readonly sufficient: readonly SufficientDevice[];
  readonly refusedCounts: Readonly<Record<Refusal, number>>;
}

const limitWords = {
  'memory-bandwidth': 'waits for memory bandwidth',
  compute: 'waits for compute',
  overhead: 'waits for launches',
  capacity: 'is split over devices to hold the model',
} as const;

/** From this many times the need on, one pays for what nobody asked for. */
const manyTimes = 4;

function reasonOf(advice: Omit<SufficientDevice, 'reason'>): string {
  const { deviceCount, tokensPerSecondPerUser, overProvision, prediction } = advice;
  const devices = deviceCount === 1 ? 'One device holds' : `${deviceCount} devices hold`;
  const speed = `${Number(tokensPerSecondPerUser.toPrecision(3))} tokens/s a user`;
  const ratio = `${Number(overProvision.speedRatio.toPrecision(2))} times what was asked`;
  const certain = advice.isSafe ? '' : ', though the interval reaches below it';
  const { speedRatio, memoryRatio = 1 } = overProvision;
  const spare = [
    ...(speedRatio >= manyTimes ? ['speed'] : []),
    ...(memoryRatio >= manyTimes
      ? [`memory (${Number(memoryRatio.toPrecision(2))} times the need)`]
      : []),
  ];
  const over = spare.length === 0 ? '' : ` Over-provisioned: ${spare.join(' and ')}.`;
  return `${devices} the model and ${deviceCount === 1 ? 'gives' : 'give'} ${speed}, ${ratio}${certain}; it ${limitWords[prediction.limit]}.${over}`;
}

/** Per-user rates when `copies` copies of the model share the users. */
function ratesWith(
  machine: Machine,
  workload: Workload,
  users: number,
  copies: number,
  calibration: Calibration,
) {
  const batchSize = Math.ceil(users / copies);
  const prediction = predict(machine, { ...workload, batchSize }, calibration);
  const rate = prediction.decode?.throughputTokensPerSecond;
  return { prediction, perUser: rate && scaled(rate, 1 / batchSize) };
}

function scaled({ value, interval }: Predicted, factor: number): Predicted {
  const { confidence, high, low } = interval;
  return {
    value: value * factor,
    interval: { low: low * factor, high: high * factor, confidence },
  };
}

function cheapestPrice(prices: readonly OfferPrice[]): OfferPrice | undefined {
  const purchases = prices.filter(({ per }) => per === 'device');
  return [...(purchases.length > 0 ? purchases : prices)].sort(
    (a, b) => a.amountUsd - b.amountUsd,
  )[0];
}

function adviseOne(
  { id, machine, prices }: OfferedDevice,
  workload: Workload,
  need: Requirement,
  calibration: Calibration,
): SufficientDevice | Refusal {
  if (machine === undefined) return 'no-prediction';
  const most = need.maximumDeviceCount ?? 8;
  const price = cheapestPrice(prices);
  let refusal: Refusal = 'does-not-fit';
  for (let copies = 1; copies <= Math.min(most, need.users); copies++) {
    const { perUser, prediction } = ratesWith(machine, workload, need.users, copies, calibration);
    const { fit, deviceCount: perCopy = 1, availableBytes, requiredBytes } = prediction.memory;
    const deviceCount = copies * perCopy;
    if (fit === 'does-not-fit' || deviceCount > most) continue;
    if (perUser === undefined || fit === 'unknown') return 'no-prediction';
    refusal = 'too-slow';
    if (perUser.value < need.tokensPerSecond) continue;
    const purchaseUsd = price?.per === 'device' ? price.amountUsd * deviceCount : undefined;
    // More copies only cost more, so the first that is fast enough decides. Without a price nobody
    // can say that it is within the budget.
    if (
      need.budgetUsd !== undefined &&
      !(purchaseUsd !== undefined && purchaseUsd <= need.budgetUsd)
    ) {
      return 'over-budget';
    }
    const throughputTokensPerSecond = scaled(perUser, need.users);
    const advice = {
      id,
      deviceCount,
      copies,
      tokensPerSecondPerUser: perUser.value,
      throughputTokensPerSecond,
      isSafe: perUser.interval.low >= need.tokensPerSecond,
      prediction,
      overProvision: {
        speedRatio: perUser.value / need.tokensPerSecond,
        ...(availableBytes && { memoryRatio: (availableBytes * perCopy) / requiredBytes }),
      },
      ...(price && {
        price,
        costPerMillionTokensUsd: costPerMillionTokensUsd(
          { ...price, deviceCount },
          throughputTokensPerSecond.value,
        ),
      }),
      ...(purchaseUsd !== undefined && { purchaseUsd }),
    };
    return { ...advice, reason: reasonOf(advice) };
  }
  return refusal;
}

/** Cheapest first; devices without a price follow, least oversized first. */
function compareAdvice(a: SufficientDevice, b: SufficientDevice): number {
  const cost = (advice: SufficientDevice): number =>
    advice.purchaseUsd ??
    (advice.price ? advice.price.amountUsd * 26_298 : Number.POSITIVE_INFINITY);
  const difference = cost(a) - cost(b);
  if (Number.isFinite(difference) && difference !== 0) return difference;
  if (cost(a) !== cost(b)) return cost(a) < cost(b) ? -1 : 1;
  return a.deviceCount - b.deviceCount || a.overProvision.speedRatio - b.overProvision.speedRatio;
}

/**
 * Which of the devices on offer suffice for a workload, cheapest first, CPUs among them. Several users are
 * decoded as one batch; where that is too slow for each, copies of the model share them.
 * @param offered devices with their prices; a device may suffice without one
 * @throws RangeError when users or speed are not positive
 */
export function advise(
  offered: readonly OfferedDevice[],
  workload: Workload,
  need: Requirement,
  calibration: Calibration = defaultCalibration,
): Advised {
  if (!Number.isSafeInteger(need.users) || need.users < 1) {
    throw new RangeError(`Users are a whole number of at least 1; got ${need.users}.`);
  }
  if (!(need.tokensPerSecond > 0)) {
    throw new RangeError(`The target speed is above 0 tokens/s; got ${need.tokensPerSecond}.`);
  }
  const refusedCounts: Record<Refusal, number> = {
    'does-not-fit': 0,
    'too-slow': 0,
    'over-budget': 0,
    'no-prediction': 0,
  };
  const sufficient: SufficientDevice[] = [];
  for (const device of offered) {
    const advice = adviseOne(device, workload, need, calibration);
    if (typeof advice === 'string') refusedCounts[advice] += 1;
    else sufficient.push(advice);
  }
  return { sufficient: sufficient.sort(compareAdvice), refusedCounts };
}
