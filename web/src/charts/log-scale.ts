import { scaleLog } from 'd3-scale';

interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A logarithmic axis: positions, and ticks at whole decades (or powers of two) with labels. */
export interface LogScale {
  position(value: number): number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
}

export interface LogScaleOptions {
  /** Values that must lie on the axis; there is at least one, and all are > 0. */
  readonly values: readonly number[];
  readonly range: readonly [number, number];
  /** Powers of this base bound the axis and carry the ticks: 10 for rates, 2 for sizes. */
  readonly base: 2 | 10;
  /** Most ticks that fit with their labels. */
  readonly maximumTicks: number;
  format(value: number): string;
  /** True: the axis ends where the values do; false: at whole powers. */
  readonly isTight?: boolean;
  /** Also label doubles and fivefolds when there are fewer than three decades. */
  readonly hasMinorTicks?: boolean;
}

function powersBetween(low: number, high: number, base: number): number[] {
  // Rounded, because log(1000) / log(10) is a hair below 3.
  const exponent = (value: number): number => Number((Math.log(value) / Math.log(base)).toFixed(9));
  const [first, last] = [Math.ceil(exponent(low)), Math.floor(exponent(high))];
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => base ** (first + index),
  );
}

/** Powers of the base; with fewer than three decades also their doubles and fivefolds. */
function ticksBetween(low: number, high: number, base: number): number[] {
  const powers = powersBetween(low, high, base);
  if (base !== 10 || powers.length > 2) return powers;
  return powersBetween(low / 10, high, 10)
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((value) => value >= low && value <= high);
}

/** Makes the axis that holds all values. */
export function makeLogScale(options: LogScaleOptions): LogScale {
  const {
    base,
    format,
    hasMinorTicks = false,
    isTight = false,
    maximumTicks,
    range,
    values,
  } = options;
  const usable = values.filter((value) => Number.isFinite(value) && value > 0);
  let low = usable.length === 0 ? 1 : Math.min(...usable);
  let high = usable.length === 0 ? base : Math.max(...usable);
  if (!isTight || low === high) {
    const exponent = (value: number): number =>
      Number((Math.log(value) / Math.log(base)).toFixed(9));
    low = base ** Math.floor(exponent(low));
    high = base ** Math.max(Math.ceil(exponent(high)), Math.floor(exponent(low)) + 1);
  }
  const scale = scaleLog()
    .domain([low, high])
    .range([...range])
    .clamp(true);
  const powers = hasMinorTicks ? ticksBetween(low, high, base) : powersBetween(low, high, base);
  const step = Math.max(1, Math.ceil(powers.length / maximumTicks));
  const ticks = powers
    .filter((_, index) => index % step === 0)
    .map((value) => ({ value, label: format(value) }));
  return { position: (value) => scale(Math.max(value, low)), domain: [low, high], ticks };
}
