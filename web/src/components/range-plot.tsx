import type { LogScale } from '../charts/log-scale.ts';

interface Range {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}

interface RangePlotProps {
  readonly scale: LogScale;
  readonly range: Range;
  /** Real results that others published for the same job. */
  readonly published?: readonly number[];
}

const height = 14;
const middle = height / 2;

/** Width of every range plot, in its own units. */
export const rangePlotWidth = 104;

/** A prediction as a dot on its interval, on the log axis of the column. Its figures stand beside it. */
export function RangePlot({ scale, range, published = [] }: RangePlotProps) {
  const [low, high, x] = [range.interval.low, range.interval.high, range.value].map((value) =>
    scale.position(value).toFixed(1),
  );
  return (
    <svg
      class="range"
      viewBox={`0 0 ${rangePlotWidth} ${height}`}
      width={rangePlotWidth}
      height={height}
      aria-hidden="true"
    >
      {scale.ticks.map(({ value }) => {
        const tick = scale.position(value).toFixed(1);
        return <path class="range-grid" d={`M${tick} 0v${height}`} />;
      })}
      <path class="range-interval" d={`M${low} ${middle}H${high}`} />
      <circle class="range-value" cx={x} cy={middle} r="3.4" />
      {published.map((value) => {
        const at = scale.position(value);
        return (
          <path
            class="range-published"
            d={`M${at.toFixed(1)} ${middle - 3.6}l3.6 3.6-3.6 3.6-3.6-3.6Z`}
          />
        );
      })}
    </svg>
  );
}

/** Room for the widest label, `100k`. */
const labelWidth = 26;

type Anchor = 'start' | 'middle' | 'end';

/** Labels at the rim stay inside the drawing. */
function anchorAt(x: number): Anchor {
  if (x < 10) return 'start';
  return x > rangePlotWidth - 14 ? 'end' : 'middle';
}

/** Share of a label's width that lies left of its tick. */
const leftShare: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 };

/** The ticks whose labels do not run into the one before. */
function labelled(scale: LogScale): LogScale['ticks'] {
  let end = Number.NEGATIVE_INFINITY;
  return scale.ticks.filter(({ value }) => {
    const x = scale.position(value);
    const left = x - leftShare[anchorAt(x)] * labelWidth;
    if (left < end) return false;
    end = left + labelWidth;
    return true;
  });
}

/** The axis above a column of range plots. */
export function RangeAxis({ scale }: { scale: LogScale }) {
  return (
    <svg
      class="range-axis"
      viewBox={`0 0 ${rangePlotWidth} 12`}
      width={rangePlotWidth}
      height="12"
      aria-hidden="true"
    >
      {labelled(scale).map(({ label, value }) => {
        const x = scale.position(value);
        return (
          <text x={x.toFixed(1)} y="10" text-anchor={anchorAt(x)}>
            {label}
          </text>
        );
      })}
    </svg>
  );
}
