import {
  type DeviceDetail,
  deviceDetail,
  type LeaderboardEntry,
} from '@ridgeline/schema/responses';
import { formatRate } from '@ridgeline/units/format-rate';
import { BasisBadge } from '../components/basis-badge.tsx';
import { ComparedRooflines } from '../components/device-roofline.tsx';
import { FigureText } from '../components/figure-text.tsx';
import { fitSentence } from '../components/memory-fit.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { limitWords } from '../content/limits.ts';
import { definePage, type PageInput } from '../page.ts';
import { readBoardState, withWorkload, workloadQuery } from '../url-state.ts';

const mostDevices = 4;

/** Slugs of the address: `devices=a,b` or `devices=a&devices=b`. */
function chosenSlugs(url: URL): string[] {
  const slugs = url.searchParams.getAll('devices').flatMap((text) => text.split(','));
  return [...new Set(slugs.map((slug) => slug.trim()).filter(Boolean))].slice(0, mostDevices);
}

function decodeOf(entry: LeaderboardEntry | undefined): number | undefined {
  const { decode, prefill } = entry?.prediction ?? {};
  return (decode ?? prefill)?.throughputTokensPerSecond.value;
}

function rangeText(phase: NonNullable<LeaderboardEntry['prediction']>['decode']): string {
  if (phase === undefined) return '–';
  const { interval, value } = phase.throughputTokensPerSecond;
  return `${formatRate(value, 'tokens/s')} (${formatRate(interval.low, 'tokens/s')} – ${formatRate(interval.high, 'tokens/s')})`;
}

function Comparison({ details }: { details: readonly DeviceDetail[] }) {
  const columns = details.map((detail) => ({ device: detail.device, entry: detail.entries[0] }));
  const first = decodeOf(columns[0]?.entry);
  const rows: [string, (column: (typeof columns)[number]) => unknown][] = [
    ['Figures are', ({ entry }) => entry && <BasisBadge basis={entry.basis} />],
    ['Decode, predicted', ({ entry }) => rangeText(entry?.prediction?.decode)],
    ['Prefill, predicted', ({ entry }) => rangeText(entry?.prediction?.prefill)],
    [
      'Speed beside the first',
      ({ entry }) => {
        const own = decodeOf(entry);
        return own === undefined || first === undefined ? '–' : `${(own / first).toPrecision(2)}×`;
      },
    ],
    [
      'Memory',
      ({ entry }) => (entry?.prediction == null ? '–' : fitSentence(entry.prediction.memory)),
    ],
    ['Waits for', ({ entry }) => (entry?.limit == null ? '–' : limitWords(entry.limit).title)],
    [
      'Bandwidth',
      ({ entry }) =>
        entry?.peaks.bandwidthBytesPerSecond && (
          <FigureText figure={entry.peaks.bandwidthBytesPerSecond} unit="B/s" />
        ),
    ],
    [
      'Compute',
      ({ entry }) =>
        Object.entries(entry?.peaks.computeFlopsPerSecond ?? {}).map(([dtype, figure]) => (
          <span class="block">
            {dtype} <FigureText figure={figure} unit="FLOP/s" />
          </span>
        )),
    ],
  ];
  return (
    <section class="table-scroll" tabindex={0} aria-label="Comparison">
      <table>
        <caption class="visually-hidden">Devices side by side</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Figure</span>
            </th>
            {columns.map(({ device }) => (
              <th scope="col">
                <a href={`/devices/${device.slug}`}>{device.name}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, cell]) => (
            <tr>
              <th scope="row">{title}</th>
              {columns.map((column) => (
                <td>{cell(column) as string}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function read(
  { api }: PageInput,
  slug: string,
  query: ReturnType<typeof workloadQuery>,
): Promise<DeviceDetail> {
  return api.get(`/v1/devices/${encodeURIComponent(slug)}`, deviceDetail, query);
}

/** `/compare?devices=a,b`: up to four devices side by side. */
export const comparePage = definePage({
  path: '/compare',
  async render(input) {
    const state = readBoardState(input.url);
    const slugs = chosenSlugs(input.url);
    const details = await Promise.all(slugs.map((slug) => read(input, slug, workloadQuery(state))));
    const names = details.map(({ device }) => device.name);
    return {
      title: names.length === 0 ? 'Compare' : names.join(' or '),
      description:
        'Devices side by side: rooflines, predicted tokens per second, memory and ratios.',
      body: (
        <article class="detail">
          <h1>{names.length === 0 ? 'Compare devices' : names.join(' or ')}</h1>
          {details.length === 0 ? (
            <p class="lead">
              Tick devices on <a href={withWorkload('/', state)}>the board</a> and press Compare, or
              name them in the address:{' '}
              <a href="/compare?devices=nvidia-geforce-rtx-4090,apple-m2-max">two examples</a>.
            </p>
          ) : (
            <>
              <WorkloadPicker action="/compare" state={state}>
                <input type="hidden" name="devices" value={slugs.join(',')} />
              </WorkloadPicker>
              <Comparison details={details} />
              <section class="panel">
                <h2>Rooflines</h2>
                <ComparedRooflines details={details} />
              </section>
            </>
          )}
        </article>
      ),
    };
  },
});
