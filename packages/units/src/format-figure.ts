import { formatRate, type RateUnit } from './format-rate.ts';
import { formatSeconds } from './format-seconds.ts';

/** A unit of a figure: a rate's, or seconds. */
export type FigureUnit = RateUnit | 's';

/** A value in the words of its unit. */
export function formatFigure(value: number, unit: FigureUnit): string {
  return unit === 's' ? formatSeconds(value) : formatRate(value, unit);
}
