import { decodeWork, type PhaseWork, prefillWork } from '@ridgeline/roofline/phase-work';
import { parseWorkloadId, type Workload } from '@ridgeline/roofline/workload';
import type { DeviceDetail, LeaderboardEntry, Peaks } from '@ridgeline/schema/responses';
import { formatRate } from '@ridgeline/units/format-rate';
import { ChartLegend, LogChart, type Marker, type Series } from '../charts/log-chart.tsx';
import { basisWords } from '../content/bases.ts';

/** Flops per byte between which rooflines are drawn. */
const intensities = { low: 2 ** -3, high: 2 ** 11 };

/** The highest compute roof of some peaks, with its number format. */
function computeRoof(peaks: Peaks): { readonly dtype: string; readonly rate: number } | undefined {
  const [best] = Object.entries(peaks.computeFlopsPerSecond).sort(
    (a, b) => b[1].value - a[1].value,
  );
  return best && { dtype: best[0], rate: best[1].value };
}

/** The roof of some peaks as a line of a chart; none when one of its two sides is unknown. */
export function roof(label: string, peaks: Peaks, isDashed: boolean): Series[] {
  const bandwidth = peaks.bandwidthBytesPerSecond?.value;
  const compute = computeRoof(peaks);
  if (bandwidth === undefined || compute === undefined) return [];
  const ridge = compute.rate / bandwidth;
  return [
    {
      label: `${label}, ${compute.dtype}: ${formatRate(bandwidth, 'B/s')}, ${formatRate(compute.rate, 'FLOP/s')}, ridge ${Number(ridge.toPrecision(2))} flop/byte`,
      isDashed,
      points: [
        { x: intensities.low, y: intensities.low * bandwidth },
        { x: ridge, y: compute.rate },
        { x: intensities.high, y: compute.rate },
      ],
    },
  ];
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
    ...measured.flatMap(({ peaks, softwarePath }) =>
      roof(`measured, ${softwarePath?.backend ?? ''}`, peaks, false),
    ),
    ...(detail.spec === undefined ? [] : roof(basisWords('spec').title, detail.spec, true)),
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

/** Roofs of several devices in one picture: each device's best row. */
export function ComparedRooflines({ details }: { details: readonly DeviceDetail[] }) {
  const series = details.flatMap(({ device, entries }) => {
    const [entry] = entries;
    return entry === undefined
      ? []
      : roof(
          `${device.name}, ${basisWords(entry.basis).title}`,
          entry.peaks,
          entry.basis !== 'measured',
        );
  });
  if (series.length === 0)
    return <p class="quiet">Bandwidth or compute of these devices is not known.</p>;
  return (
    <figure>
      <LogChart
        id="rooflines"
        title="Rooflines"
        description="Attainable arithmetic over arithmetic intensity of each device. The same figures are in the table above."
        xTitle="arithmetic intensity, flop per byte"
        yTitle="attainable"
        xBase={2}
        formatX={(value) => (value < 1 ? `1/${1 / value}` : String(value))}
        formatY={(value) => formatRate(value, 'FLOP/s')}
        series={series}
      />
      <ChartLegend series={series} />
    </figure>
  );
}
