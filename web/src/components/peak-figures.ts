import { type HeadlineId, headlines } from '@ridgeline/kernels/headlines';
import { figureUnit } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import type { Figure, Peaks } from '@ridgeline/schema/responses';
import type { FigureUnit } from '@ridgeline/units/format-figure';

/** A headline figure of a device with what people call it. */
export interface PeakFigure {
  readonly title: string;
  readonly figure: Figure;
  readonly unit: FigureUnit;
}

function unitOf(id: HeadlineId, dtype: string | undefined): FigureUnit {
  const spec = kernelSpecs.find(({ headline }) => headline?.id === id);
  return figureUnit(spec?.rate, dtype ?? spec?.dtypes[0] ?? '');
}

/** Every figure of some peaks, in the order of the headlines. */
export function peakFigures(peaks: Peaks): PeakFigure[] {
  return headlines.flatMap((headline): PeakFigure[] => {
    const { id, title } = headline;
    if (headline.isByDtype) {
      return Object.entries(peaks[headline.field]).map(([dtype, figure]) => ({
        title: `${title} ${dtype}`,
        figure,
        unit: unitOf(id, dtype),
      }));
    }
    const figure = peaks[headline.field];
    return figure === undefined ? [] : [{ title, figure, unit: unitOf(id, figure.dtype) }];
  });
}
