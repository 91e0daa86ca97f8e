import { makeLogScale } from './log-scale.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of a whisker: the slowest and the fastest sample. */
  readonly low?: number;
  readonly high?: number;
}

/** A line of a chart, drawn through its points in order. */
export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
  /** Dashed: what a data sheet promises, not what was measured. */
  readonly isDashed?: boolean;
  readonly hasDots?: boolean;
}

/** A marked point with a label beside it. */
export interface Marker extends Point {
  readonly label: string;
}

interface LogChartProps {
  readonly id: string;
  readonly title: string;
  /** What a reader who cannot see the chart should know. */
  readonly description: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xBase: 2 | 10;
  formatX(value: number): string;
  formatY(value: number): string;
  readonly series: readonly Series[];
  readonly markers?: readonly Marker[];
}

const width = 680;
const height = 380;
const margin = { top: 14, right: 18, bottom: 44, left: 96 };
const seriesColours = 6;

function pathOf(
  points: readonly Point[],
  x: (v: number) => number,
  y: (v: number) => number,
): string {
  return points
    .map(
      (point, index) =>
        `${index === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`,
    )
    .join('');
}

/** Shapes tell series apart where colours cannot. */
function Dot({ x, y, index }: { x: number; y: number; index: number }) {
  const colour = `series-${(index % seriesColours) + 1}`;
  const at = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  const shapes = [
    'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
    'M-3.2-3.2h6.4v6.4h-6.4Z',
    'M0-4.4 4.4 0 0 4.4-4.4 0Z',
  ];
  return <path class={`dot ${colour}`} d={shapes[index % shapes.length]} transform={at} />;
}

/** A chart with two logarithmic axes, drawn on the server. Its numbers belong into a table beside it. */
export function LogChart(props: LogChartProps) {
  const { id, markers = [], series } = props;
  const points: readonly Point[] = [...series.flatMap((each) => each.points), ...markers];
  const scaleX = makeLogScale({
    values: points.map(({ x }) => x),
    range: [margin.left, width - margin.right],
    base: props.xBase,
    maximumTicks: 8,
    format: props.formatX,
    isTight: true,
  });
  const scaleY = makeLogScale({
    values: points.flatMap(({ high, low, y }) => [low ?? y, y, high ?? y]),
    range: [height - margin.bottom, margin.top],
    base: 10,
    maximumTicks: 7,
    hasMinorTicks: true,
    format: props.formatY,
  });
  const [x, y] = [(v: number) => scaleX.position(v), (v: number) => scaleY.position(v)];
  const bottom = height - margin.bottom;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-text`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-text`}>{props.description}</desc>
      {scaleY.ticks.map(({ value, label }) => (
        <g>
          <path class="grid" d={`M${margin.left} ${y(value).toFixed(1)}H${width - margin.right}`} />
          <text class="tick" x={margin.left - 8} y={y(value) + 4} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      {scaleX.ticks.map(({ value, label }) => (
        <g>
          <path class="grid" d={`M${x(value).toFixed(1)} ${margin.top}V${bottom}`} />
          <text class="tick" x={x(value)} y={bottom + 17} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      <text
        class="axis-title"
        x={(margin.left + width - margin.right) / 2}
        y={height - 6}
        text-anchor="middle"
      >
        {props.xTitle}
      </text>
      <text
        class="axis-title"
        transform={`translate(12 ${(margin.top + bottom) / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {props.yTitle}
      </text>
      {series.map((each, index) => (
        <g>
          <path
            class={`line series-${(index % seriesColours) + 1}${each.isDashed ? ' dashed' : ''}`}
            d={pathOf(each.points, x, y)}
          />
          {each.points.map(({ high, low, x: at }) =>
            high === undefined || low === undefined ? null : (
              <path
                class={`whisker series-${(index % seriesColours) + 1}`}
                d={`M${x(at).toFixed(1)} ${y(low).toFixed(1)}V${y(high).toFixed(1)}`}
              />
            ),
          )}
          {each.hasDots &&
            each.points.map((point) => <Dot x={x(point.x)} y={y(point.y)} index={index} />)}
        </g>
      ))}
      {markers.map((marker) => {
        const isRight = x(marker.x) > width - 170;
        return (
          <g class="marker">
            <path
              d="M-5 0 0-5 5 0 0 5Z"
              transform={`translate(${x(marker.x).toFixed(1)} ${y(marker.y).toFixed(1)})`}
            />
            <text
              x={x(marker.x) + (isRight ? -9 : 9)}
              y={y(marker.y) + 14}
              text-anchor={isRight ? 'end' : 'start'}
            >
              {marker.label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Which colour and shape stands for which series. */
export function ChartLegend({ series }: { series: readonly Series[] }) {
  return (
    <ul class="legend chart-legend">
      {series.map((each, index) => (
        <li>
          <svg viewBox="0 0 30 12" width="30" height="12" aria-hidden="true">
            <path
              class={`line series-${(index % seriesColours) + 1}${each.isDashed ? ' dashed' : ''}`}
              d="M0 6H30"
            />
            {each.hasDots && <Dot x={15} y={6} index={index} />}
          </svg>
          {each.label}
        </li>
      ))}
    </ul>
  );
}
