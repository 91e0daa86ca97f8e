import type { Figure } from '@ridgeline/schema/responses';
import { type FigureUnit, formatFigure } from '@ridgeline/units/format-figure';
import { bases } from '@ridgeline/vocabulary/bases';
import { wordOf } from '@ridgeline/vocabulary/word';
import { BasisMark } from './basis-badge.tsx';
import { Quantity } from './quantity.tsx';
import { sourceWords } from './source-text.tsx';

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Kind, count and spread of a figure: without them a number says little. */
export function figureEvidence(figure: Figure, unit: FigureUnit): string {
  const { basis, interval, ownerCount, runCount, sampleCount, source } = figure;
  const spread =
    interval === undefined
      ? undefined
      : `${Math.round(100 * interval.confidence)} % interval ${formatFigure(interval.low, unit)} – ${formatFigure(interval.high, unit)}`;
  return [
    wordOf(bases, basis).title,
    ownerCount === undefined ? undefined : plural(ownerCount, 'owner'),
    runCount === undefined ? undefined : plural(runCount, 'run'),
    sampleCount === undefined ? undefined : plural(sampleCount, 'sample'),
    spread,
    source === undefined ? undefined : sourceWords(source),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** A figure with the mark of its kind; count and spread are in its title. */
export function FigureText({ figure, unit }: { figure: Figure; unit: FigureUnit }) {
  return (
    <span class="figure-text" title={figureEvidence(figure, unit)}>
      <BasisMark basis={figure.basis} />
      <span class="visually-hidden">{wordOf(bases, figure.basis).title}: </span>
      <Quantity text={formatFigure(figure.value, unit)} />
    </span>
  );
}
