import type { Figure, FigureEvidence } from '@ridgeline/schema/responses';
import { type FigureUnit, formatFigure } from '@ridgeline/units/format-figure';
import { bases } from '@ridgeline/vocabulary/bases';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import { wordOf } from '@ridgeline/vocabulary/word';
import { BasisMark } from './basis-badge.tsx';
import { Quantity } from './quantity.tsx';
import { sourceWords } from './source-text.tsx';

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What stands behind a measured figure, in words; undefined for those of others. */
function evidenceWords({ basis, evidence }: Figure, unit: FigureUnit): string | undefined {
  if (basis !== 'measured' || evidence === undefined) return undefined;
  const { title } = wordOf(evidenceLevels, evidence.level);
  const { proof } = evidence;
  if (proof === undefined) return title;
  return `${title} to be ${formatFigure(proof.floor, unit)} or more by ${proof.kernel} in ${proof.dtype}`;
}

/** Kind, evidence, count and spread of a figure: without them a number says little. */
export function figureEvidence(figure: Figure, unit: FigureUnit): string {
  const { basis, interval, ownerCount, runCount, sampleCount, source } = figure;
  const spread =
    interval === undefined
      ? undefined
      : `${Math.round(100 * interval.confidence)} % interval ${formatFigure(interval.low, unit)} – ${formatFigure(interval.high, unit)}`;
  return [
    wordOf(bases, basis).title,
    evidenceWords(figure, unit),
    ownerCount === undefined ? undefined : plural(ownerCount, 'owner'),
    runCount === undefined ? undefined : plural(runCount, 'run'),
    sampleCount === undefined ? undefined : plural(sampleCount, 'sample'),
    spread,
    source === undefined ? undefined : sourceWords(source),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** Says whether a measured figure was proved: a claim looks no better than it is. */
export function EvidenceMark({ evidence }: { evidence: FigureEvidence | undefined }) {
  if (evidence === undefined) return null;
  const { id, title, words } = wordOf(evidenceLevels, evidence.level);
  return (
    <small class={`evidence-level evidence-${id}`} title={`${title}: ${words}`}>
      {id === 'proved' ? title : 'claimed'}
    </small>
  );
}

/** A figure with the mark of its kind; count and spread are in its title. */
export function FigureText({ figure, unit }: { figure: Figure; unit: FigureUnit }) {
  return (
    <span class="figure-text" title={figureEvidence(figure, unit)}>
      <BasisMark basis={figure.basis} />
      <span class="visually-hidden">{wordOf(bases, figure.basis).title}: </span>
      <Quantity text={formatFigure(figure.value, unit)} />
      <EvidenceMark evidence={figure.evidence} />
    </span>
  );
}
