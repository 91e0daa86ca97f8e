import { computeDtypes } from '@ridgeline/roofline/machine';
import {
  type DeviceDetail,
  deviceDetail,
  type LeaderboardEntry,
} from '@ridgeline/schema/responses';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { bases } from '@ridgeline/vocabulary/bases';
import { limits } from '@ridgeline/vocabulary/limits';
import { wordOf } from '@ridgeline/vocabulary/word';
import { ChartLegend, LogChart } from '../charts/log-chart.tsx';
import { BasisBadge } from '../components/basis-badge.tsx';
import { deviceFacts } from '../components/device-facts.tsx';
import { roofs } from '../components/device-roofline.tsx';
import { fitSentence } from '../components/memory-fit.tsx';
import { Quantity } from '../components/quantity.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { definePage } from '../page.ts';
import { type BoardState, readBoardState, withWorkload, workloadQuery } from '../url-state.ts';

/** More columns than this cannot be read side by side. */
const mostDevices = 5;

/** A line of the comparison: a figure of one row, with its words. */
interface ComparedFigure {
  readonly title: string;
  readonly isHigherBetter: boolean;
  format(value: number): string;
  value(entry: LeaderboardEntry): number | undefined;
}

const tokens = (value: number): string => formatRate(value, 'tokens/s');

const figures: readonly ComparedFigure[] = [
  {
    title: 'Decode, predicted',
    isHigherBetter: true,
    format: tokens,
    value: ({ prediction }) => prediction?.decode?.throughputTokensPerSecond.value,
  },
  {
    title: 'Prefill, predicted',
    isHigherBetter: true,
    format: tokens,
    value: ({ prediction }) => prediction?.prefill?.throughputTokensPerSecond.value,
  },
  {
    title: 'First token, predicted',
    isHigherBetter: false,
    format: formatSeconds,
    value: ({ prediction }) => prediction?.timeToFirstTokenSeconds?.value,
  },
  {
    title: 'Training, predicted',
    isHigherBetter: true,
    format: tokens,
    value: ({ prediction }) => prediction?.trainingStep?.throughputTokensPerSecond.value,
  },
  {
    title: 'Memory bandwidth',
    isHigherBetter: true,
    format: (value) => formatRate(value, 'B/s'),
    value: ({ peaks }) => peaks.bandwidthBytesPerSecond?.value,
  },
  ...computeDtypes.map((dtype) => ({
    title: `Compute ${dtype}`,
    isHigherBetter: true,
    format: (value: number) => formatRate(value, arithmeticUnit(dtype)),
    value: ({ peaks }: LeaderboardEntry) => peaks.computeFlopsPerSecond[dtype]?.value,
  })),
  {
    title: 'Memory',
    isHigherBetter: true,
    format: formatBytes,
    value: ({ device }) => device.memoryBytes,
  },
  {
    title: 'Price of the device',
    isHigherBetter: false,
    format: (value) => `$${value.toLocaleString('en-US')}`,
    value: ({ prices }) => prices.find(({ per }) => per === 'device')?.amountUsd,
  },
];

interface Compared {
  readonly detail: DeviceDetail;
  readonly entry: LeaderboardEntry;
}

function ratioText(value: number, reference: number): string {
  const ratio = value / reference;
  return `${ratio >= 100 ? Math.round(ratio) : ratio.toPrecision(2)}×`;
}

function FigureRow({
  compared,
  figure,
}: {
  compared: readonly Compared[];
  figure: ComparedFigure;
}) {
  const values = compared.map(({ entry }) => figure.value(entry));
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return null;
  const best = figure.isHigherBetter ? Math.max(...known) : Math.min(...known);
  const [reference] = values;
  return (
    <tr>
      <th scope="row">{figure.title}</th>
      {values.map((value, index) => (
        <td class={`numeric${value === best && known.length > 1 ? ' best' : ''}`}>
          {value === undefined ? (
            <span class="quiet">not known</span>
          ) : (
            <Quantity text={figure.format(value)} />
          )}
          {index > 0 && value !== undefined && reference !== undefined && (
            <small class="quiet block">{ratioText(value, reference)} the first</small>
          )}
        </td>
      ))}
    </tr>
  );
}

function ComparisonTable({
  compared,
  state,
}: {
  compared: readonly Compared[];
  state: BoardState;
}) {
  return (
    <section class="table-scroll" aria-label="Comparison" tabindex={0}>
      <table>
        <caption class="visually-hidden">Devices side by side, with ratios to the first</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {compared.map(({ detail: { device }, entry }) => (
              <th scope="col" class="numeric">
                <a href={withWorkload(`/devices/${device.slug}`, state)}>{device.name}</a>
                <small class="quiet block">{deviceFacts(device)}</small>
                <BasisBadge basis={entry.basis} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow compared={compared} figure={figure} />
          ))}
          <tr>
            <th scope="row">Waits for, predicted</th>
            {compared.map(({ entry }) => (
              <td class="numeric">
                {entry.limit === null ? '–' : wordOf(limits, entry.limit).title}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Fits?</th>
            {compared.map(({ entry }) => (
              <td class="numeric">
                {entry.prediction === null ? '–' : fitSentence(entry.prediction.memory)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function OverlaidRooflines({ compared }: { compared: readonly Compared[] }) {
  const series = compared.flatMap(({ detail, entry }) =>
    roofs(
      `${detail.device.name}, ${wordOf(bases, entry.basis).title}`,
      entry.peaks,
      entry.basis !== 'measured',
    ),
  );
  if (series.length === 0) return null;
  return (
    <section class="panel">
      <h2>Rooflines</h2>
      <p class="quiet">
        Solid where measured, dashed where a data sheet or a publication promises. The table above
        has the two numbers behind each line.
      </p>
      <figure>
        <section class="chart-scroll" tabindex={0} aria-label="Chart: rooflines">
          <LogChart
            id="rooflines"
            title="Rooflines of the compared devices"
            description={series.map(({ label }) => label).join('; ')}
            xTitle="arithmetic intensity, flop per byte"
            yTitle="attainable"
            xBase={2}
            formatX={(value) => (value < 1 ? `1/${1 / value}` : String(value))}
            formatY={(value) => formatRate(value, 'FLOP/s')}
            series={series}
          />
        </section>
        <ChartLegend series={series} />
      </figure>
    </section>
  );
}

function ChooseDevices({ slugs }: { slugs: readonly string[] }) {
  return (
    <form class="picker" action="/compare" method="get">
      <div class="picker-line">
        <label class="field">
          <span>Devices, by the name in their address, with commas between</span>
          <input
            name="devices"
            value={slugs.join(',')}
            placeholder="nvidia-geforce-rtx-4090,apple-m4-max-40-core-gpu"
          />
        </label>
        <button type="submit">Compare</button>
      </div>
    </form>
  );
}

function slugsOf(url: URL): string[] {
  const given = url.searchParams.getAll('devices').flatMap((value) => value.split(','));
  return [...new Set(given.map((slug) => slug.trim()).filter((slug) => slug !== ''))];
}

/** `/compare?devices=a,b`: devices side by side. */
export const comparePage = definePage({
  path: '/compare',
  title: 'Compare',
  nav: ['header'],
  examples: [
    { name: 'compare', address: '/compare' },
    {
      name: 'comparison',
      address: '/compare?devices=nvidia-geforce-rtx-4090,nvidia-geforce-rtx-3090',
    },
  ],
  async render({ api, url }) {
    const state = readBoardState(url);
    const slugs = slugsOf(url).slice(0, mostDevices);
    const details = await Promise.all(
      slugs.map((slug) =>
        api.get(`/v1/devices/${encodeURIComponent(slug)}`, deviceDetail, workloadQuery(state)),
      ),
    );
    const compared = details.flatMap((detail) => {
      const [entry] = detail.entries;
      return entry === undefined ? [] : [{ detail, entry }];
    });
    const names = compared.map(({ detail }) => detail.device.name);
    return {
      title: names.length === 0 ? 'Compare devices' : names.join(' and '),
      description: 'Devices side by side: rooflines, figures with their kinds, and ratios.',
      body: (
        <article class="detail">
          <header>
            <h1>{names.length === 0 ? 'Compare devices' : names.join(' · ')}</h1>
            <p class="lead">
              {compared[0] === undefined
                ? `Tick up to ${mostDevices} devices on the board, or name them here.`
                : `For ${compared[0].detail.workload.title}. Ratios are to the first device.`}
            </p>
          </header>
          <ChooseDevices slugs={slugs} />
          {compared.length > 0 && (
            <>
              <WorkloadPicker
                action="/compare"
                state={state}
                hidden={{ devices: slugs.join(',') }}
              />
              <ComparisonTable compared={compared} state={state} />
              <OverlaidRooflines compared={compared} />
            </>
          )}
          {compared.length === 0 && (
            <p class="actions">
              <a class="button" href="/">
                Choose on the board
              </a>
            </p>
          )}
        </article>
      ),
    };
  },
});
