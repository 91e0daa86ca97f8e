import { figureUnit } from '@ridgeline/kernels/kernel-spec';
import { sizeText } from '@ridgeline/kernels/size-text';
import type { SizeCurve } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { type FigureUnit, formatFigure } from '@ridgeline/units/format-figure';
import { ChartLegend, LogChart, type Series } from '../charts/log-chart.tsx';
import { Quantity } from './quantity.tsx';

interface SizeCurvesProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly curves: readonly SizeCurve[];
}

type Point = SizeCurve['points'][number];

function unitOf({ dtype, metric }: SizeCurve): FigureUnit {
  return figureUnit(metric === 'durationSeconds' ? undefined : metric, dtype);
}

function Twin({ curves }: { curves: readonly SizeCurve[] }) {
  return (
    <details class="twin">
      <summary>The same as a table</summary>
      <section class="table-scroll" tabindex={0} aria-label="Table of the chart">
        <table>
          <caption class="visually-hidden">Figures of the chart, measured</caption>
          <thead>
            <tr>
              <th scope="col">Kernel</th>
              <th scope="col">Backend</th>
              <th scope="col" class="numeric">
                Size
              </th>
              <th scope="col" class="numeric">
                Median, measured
              </th>
              <th scope="col" class="numeric">
                Slowest – fastest sample
              </th>
            </tr>
          </thead>
          <tbody>
            {curves.flatMap((curve) => {
              const unit = unitOf(curve);
              return curve.points.map((point) => (
                <tr>
                  <td>
                    {curve.kernel} {curve.dtype}
                  </td>
                  <td>{curve.backend}</td>
                  <td class="numeric">{sizeText(curve.kernel, curve.dtype, point.size)}</td>
                  <td class="numeric">
                    <Quantity text={formatFigure(point.value, unit)} />
                  </td>
                  <td class="numeric">
                    {formatFigure(point.low, unit)} – {formatFigure(point.high, unit)}
                  </td>
                </tr>
              ));
            })}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** Edge of the cube with as many multiplications: of square matrices simply their edge. */
function edge({ size: { k, m, n }, sizeBytes }: Point): number {
  return m === undefined || n === undefined || k === undefined ? sizeBytes : Math.cbrt(m * n * k);
}

/** Rate against problem size, one line per kernel and software path, with a table of the same figures. */
export function SizeCurves({ id, title, description, curves }: SizeCurvesProps) {
  const usable = curves.filter(({ points }) => points.length > 1);
  if (usable.length === 0) return null;
  const units = usable.map(unitOf);
  // On an axis that floats and integers share, the floats name it; the labels tell the dtypes.
  const unit = units.find((each) => each !== 'OP/s') ?? 'OP/s';
  const isProduct = usable.every(({ points }) => points.every(({ size }) => size.m !== undefined));
  const series: Series[] = usable.map(({ kernel, dtype, backend, points }) => ({
    label: `${kernel} ${dtype}, ${backend}`,
    hasDots: true,
    points: points
      .map((point) => ({
        x: isProduct ? edge(point) : point.sizeBytes,
        y: point.value,
        low: point.low,
        high: point.high,
      }))
      .sort((a, b) => a.x - b.x),
  }));
  return (
    <section class="panel">
      <h2>{title}</h2>
      <p class="quiet">{description}</p>
      <figure>
        <section class="chart-scroll" tabindex={0} aria-label={`Chart: ${title}`}>
          <LogChart
            id={id}
            title={title}
            description={description}
            xTitle={isProduct ? 'edge of the matrices' : 'working set'}
            yTitle="measured"
            xBase={2}
            formatX={isProduct ? String : formatBytes}
            formatY={(value) => formatFigure(value, unit)}
            series={series}
          />
        </section>
        <ChartLegend series={series} />
      </figure>
      <Twin curves={usable} />
    </section>
  );
}
