/** What a device costs, as its owner pays for it. */
export interface OwnershipCost {
  readonly amountUsd: number;
  /** What the amount buys: one device, or an hour of one. */
  readonly per: 'device' | 'hour';
  readonly deviceCount?: number;
  /** Years over which a purchase is written off; 3 unless told. */
  readonly amortizationYears?: number;
  /** Share of the time in which the devices work; a half for bought ones, all of a rented hour. */
  readonly utilizationRatio?: number;
  /** Power of one device under this load, where it was measured. */
  readonly powerWatts?: number;
  readonly electricityUsdPerKilowattHour?: number;
}

const hoursPerYear = 8766;

/** Cost of one hour of all devices, with electricity where power and its price are known. */
export function hourlyCostUsd(cost: OwnershipCost): number {
  const { amortizationYears = 3, deviceCount = 1, powerWatts = 0 } = cost;
  const one =
    cost.per === 'hour' ? cost.amountUsd : cost.amountUsd / (amortizationYears * hoursPerYear);
  const electricity = (powerWatts / 1000) * (cost.electricityUsdPerKilowattHour ?? 0);
  return deviceCount * (one + electricity);
}

/**
 * Cost of a million tokens at a rate.
 * @example
 * // A card of 1599 USD over 3 years, busy half of the time, 100 tokens/s:
 * costPerMillionTokensUsd({ amountUsd: 1599, per: 'device' }, 100) // 0.3378
 */
export function costPerMillionTokensUsd(
  cost: OwnershipCost,
  throughputTokensPerSecond: number,
): number {
  const { utilizationRatio = cost.per === 'hour' ? 1 : 0.5 } = cost;
  const tokensPerHour = throughputTokensPerSecond * 3600 * utilizationRatio;
  return (hourlyCostUsd(cost) / tokensPerHour) * 1e6;
}
