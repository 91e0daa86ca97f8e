import { type ByHeadline, headlines } from '@ridgeline/kernels/headlines';
import { type EvidenceLevel, evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';

/** A pooled figure of a measured row, as far as it decides what may rest on it. */
export interface BackedFigure {
  readonly value: number;
  readonly evidence?: { readonly level: EvidenceLevel } | undefined;
  /** Owners whose runs are behind it. */
  readonly ownerCount?: number | undefined;
  /** Those of them who count: see `owner_standings` of the database. */
  readonly independentOwnerCount?: number | undefined;
  readonly runCount?: number | undefined;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
}

/** Independent owners that a rank needs. */
export const minimumOwners = 5;

/**
 * How well a figure is backed: `firm` ones rank, `preliminary` ones are proved by too few owners, and of
 * the others nobody knows more than what was claimed.
 */
export type Backing = 'firm' | 'preliminary' | 'claimed';

/** How well a measured figure is backed. */
export function backingOf({ evidence, independentOwnerCount = 0 }: BackedFigure): Backing {
  if (evidence?.level !== 'proved') return 'claimed';
  return independentOwnerCount >= minimumOwners ? 'firm' : 'preliminary';
}

/** What the numbers of a row rest on. */
export interface Foundation<F extends BackedFigure> {
  readonly peaks: ByHeadline<F>;
  readonly figures: readonly F[];
  readonly backing: Backing;
  /** The weakest evidence of its figures. */
  readonly level: EvidenceLevel;
}

function isOne<F extends BackedFigure>(found: F | Readonly<Record<string, F>>): found is F {
  return typeof found.value === 'number';
}

/** The peaks whose figures pass, with those figures in a list. */
function keptPeaks<F extends BackedFigure>(
  peaks: ByHeadline<F>,
  isKept: (figure: F) => boolean,
): { peaks: ByHeadline<F>; figures: F[] } {
  const figures: F[] = [];
  const keep = (figure: F): boolean => {
    if (!isKept(figure)) return false;
    figures.push(figure);
    return true;
  };
  const fields = headlines.flatMap(({ field }): [string, unknown][] => {
    const found: F | Readonly<Record<string, F>> | undefined = peaks[field];
    if (found === undefined) return [];
    if (isOne(found)) return keep(found) ? [[field, found]] : [];
    return [[field, Object.fromEntries(Object.entries(found).filter(([, each]) => keep(each)))]];
  });
  return { peaks: Object.fromEntries(fields) as ByHeadline<F>, figures };
}

/** The figures that a foundation of each backing may have. */
const accepted: Readonly<Record<Backing, readonly Backing[]>> = {
  firm: ['firm'],
  preliminary: ['firm', 'preliminary'],
  claimed: ['firm', 'preliminary', 'claimed'],
};

/** What a row may rest on, the best first; `whole` needs both sides of the roofline. */
const foundations: readonly { readonly backing: Backing; readonly isWhole: boolean }[] = [
  { backing: 'firm', isWhole: true },
  { backing: 'preliminary', isWhole: true },
  { backing: 'firm', isWhole: false },
  { backing: 'claimed', isWhole: true },
  { backing: 'preliminary', isWhole: false },
  { backing: 'claimed', isWhole: false },
];

/**
 * What a row rests on: its firm figures where they show both sides of the roofline, else its proved ones.
 * What was claimed fills in only where no figure of the row can be ranked. A row without both sides rests on
 * the best figures that it has. So no claim lifts or lowers a row that is ranked by any figure.
 */
export function foundationOf<F extends BackedFigure>(all: ByHeadline<F>): Foundation<F> {
  for (const { backing, isWhole } of foundations) {
    const { figures, peaks } = keptPeaks(all, (figure) =>
      accepted[backing].includes(backingOf(figure)),
    );
    const hasBothSides =
      peaks.bandwidthBytesPerSecond !== undefined &&
      Object.keys(peaks.computeFlopsPerSecond).length > 0;
    if (isWhole ? !hasBothSides : figures.length === 0) continue;
    const level = evidenceLevels.find(({ id }) =>
      figures.some(({ evidence }) => evidence?.level === id),
    );
    return { peaks, figures, backing, level: level?.id ?? 'claimed' };
  }
  return { peaks: all, figures: [], backing: 'claimed', level: 'claimed' };
}
