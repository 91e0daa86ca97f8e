import { decodeWork, type PhaseWork, prefillWork } from '@ridgeline/roofline/phase-work';
import { parseWorkloadId, type Workload } from '@ridgeline/roofline/workload';
import type { DeviceDetail, LeaderboardEntry, Peaks } from '@ridgeline/schema/responses';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatRate } from '@ridgeline/units/format-rate';
import { bases } from '@ridgeline/vocabulary/bases';
import { wordOf } from '@ridgeline/vocabulary/word';
import { byEvidence } from '../by-evidence.ts';
import { ChartLegend, LogChart, type Marker, type Series } from '../charts/log-chart.tsx';

/** Flops per byte between which rooflines are drawn. */
const intensities = { low: 2 ** -3, high: 2 ** 11 };

/** Compute roofs of some peaks with their number formats, the best proved and then the highest first. */
function computeRoofs(peaks: Peaks): [dtype: string, rate: number][] {
  return byEvidence(Object.entries(peaks.computeFlopsPerSecond)).map(([dtype, { value }]) => [
    dtype,
    value,
  ]);
}

/**
 * The highest roofs of some peaks as lines of a chart; none when one of the two sides is unknown.
 */
export function roofs(label: string, peaks: Peaks, isDashed: boolean, mostRoofs = 1): Series[] {
  const bandwidth = peaks.bandwidthBytesPerSecond?.value;
  if (bandwidth === undefined) return [];
  return computeRoofs(peaks)
    .slice(0, mostRoofs)
    .map(([dtype, rate]) => {
      const ridge = rate / bandwidth;
      const unit = arithmeticUnit(dtype);
      return {
        label: `${label}, ${dtype}: ${formatRate(bandwidth, 'B/s')}, ${formatRate(rate, unit)}, ridge ${Number(ridge.toPrecision(2))} flop/byte`,
        isDashed,
        points: [
          { x: intensities.low, y: intensities.low * bandwidth },
          { x: ridge, y: rate },
          { x: intensities.high, y: rate },
        ],
      };
    });
}

function marker(label: string, work: PhaseWork, tokensPerSecond: number | undefined): Marker[] {
  if (tokensPerSecond === undefined) return [];
  const x = Math.min(intensities.high, Math.max(intensities.low, work.flops / work.bytes));
  return [{ label: `${label} (predicted)`, x, y: (work.flops * tokensPerSecond) / work.tokens }];
}

/** Where the chosen job runs on the roofline, by its intensity and predicted speed. */
function operatingPoints(
  entry: LeaderboardEntry | undefined,
  workload: Workload | undefined,
): Marker[] {
  if (entry?.prediction == null || workload === undefined) return [];
  const { decode, prefill } = entry.prediction;
  return [
    ...marker('decode', decodeWork(workload), decode?.throughputTokensPerSecond.value),
    ...marker('prefill', prefillWork(workload), prefill?.throughputTokensPerSecond.value),
  ];
}

/** Roofs of a device: each software path as measured, and the data sheet's. */
export function DeviceRoofline({ detail }: { detail: DeviceDetail }) {
  const measured = detail.entries.filter(({ basis }) => basis === 'measured');
  const series = [
    ...measured.flatMap(({ isHeadline, peaks, softwarePath }) =>
      roofs(`measured, ${softwarePath?.backend ?? ''}`, peaks, false, isHeadline ? 3 : 1),
    ),
    ...detail.entries
      .filter(({ basis }) => basis === 'published')
      .flatMap(({ peaks }) => roofs('published bandwidth', peaks, true)),
    ...(detail.spec === undefined ? [] : roofs(wordOf(bases, 'spec').title, detail.spec, true, 3)),
  ];
  if (series.length === 0)
    return <p class="quiet">Bandwidth or compute of this device is not known.</p>;
  const [headline] = measured.length > 0 ? measured : detail.entries;
  const markers = operatingPoints(headline, parseWorkloadId(detail.workload.id));
  return (
    <figure>
      <section class="chart-scroll" tabindex={0} aria-label="Chart: roofline">
        <LogChart
          id="roofline"
          title={`Roofline of ${detail.device.name}`}
          description="Attainable arithmetic over arithmetic intensity. Left of the ridge a job waits for memory, right of it for arithmetic. The same figures are in the table of software paths."
          xTitle="arithmetic intensity, flop per byte"
          yTitle="attainable"
          xBase={2}
          formatX={(value) => (value < 1 ? `1/${1 / value}` : String(value))}
          formatY={(value) => formatRate(value, 'FLOP/s')}
          series={series}
          markers={markers}
        />
      </section>
      <ChartLegend series={series} />
    </figure>
  );
}
