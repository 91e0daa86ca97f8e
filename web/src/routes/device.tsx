import { devices, findDevice } from '@ridgeline/catalog/find-device';
import { findKernelSpec } from '@ridgeline/kernels/specs';
import { type DeviceDetail, deviceDetail } from '@ridgeline/schema/responses';
import { formatFigure } from '@ridgeline/units/format-figure';
import { formatRate } from '@ridgeline/units/format-rate';
import { evidenceLevels } from '@ridgeline/vocabulary/evidence-levels';
import { limits } from '@ridgeline/vocabulary/limits';
import { wordOf } from '@ridgeline/vocabulary/word';
import { BasisBadge, BasisMark } from '../components/basis-badge.tsx';
import { BoardTable } from '../components/board-table.tsx';
import { deviceFacts } from '../components/device-facts.tsx';
import { DeviceRoofline } from '../components/device-roofline.tsx';
import { FigureText, figureEvidence } from '../components/figure-text.tsx';
import { fitSentence } from '../components/memory-fit.tsx';
import { type PeakFigure, peakFigures } from '../components/peak-figures.ts';
import { Quantity } from '../components/quantity.tsx';
import { RunTable } from '../components/run-table.tsx';
import { SizeCurves } from '../components/size-curves.tsx';
import { SourceText } from '../components/source-text.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { definePage } from '../page.ts';
import { readBoardState, workloadQuery } from '../url-state.ts';

/** The first answer: what the best row says for the chosen job. */
function Verdict({ detail }: { detail: DeviceDetail }) {
  const [entry] = detail.entries;
  if (entry?.prediction == null) {
    return <p class="notice">Too little is known of this device for a prediction.</p>;
  }
  const { decode, limit, memory, prefill, trainingStep } = entry.prediction;
  const phase = decode ?? prefill ?? trainingStep;
  const name = decode ? 'decode' : prefill ? 'prefill' : 'training';
  const speed = phase?.throughputTokensPerSecond;
  return (
    <section class="verdict" aria-label="Prediction">
      {speed !== undefined && (
        <p class="headline">
          <strong>{formatRate(speed.value, 'tokens/s')}</strong>
          <span>
            {name}, predicted; {Math.round(speed.interval.confidence * 100)} % interval{' '}
            {formatRate(speed.interval.low, 'tokens/s')} –{' '}
            {formatRate(speed.interval.high, 'tokens/s')}
          </span>
        </p>
      )}
      <p>
        For {detail.workload.title}, which {fitSentence(memory)}. {wordOf(limits, limit).words}{' '}
        {wordOf(limits, limit).remedy}
      </p>
      <p class="quiet">
        The prediction rests on <BasisBadge basis={entry.basis} /> figures
        {entry.evidence !== null && ` (${wordOf(evidenceLevels, entry.evidence).title})`}
        {entry.softwarePath !== null && ` of the software path ${entry.softwarePath.backend}`}.
      </p>
    </section>
  );
}

function Tile({ figure, title, unit }: PeakFigure) {
  return (
    <div>
      <dt>{title}</dt>
      <dd class="value">
        <Quantity text={formatFigure(figure.value, unit)} />
      </dd>
      <dd class="evidence">
        <BasisMark basis={figure.basis} /> {figureEvidence(figure, unit)}
        {figure.kernel !== undefined && `, kernel ${figure.kernel}`}
      </dd>
    </div>
  );
}

/** The peaks of the first row, each with its kind, count and spread. */
function PeakTiles({ detail }: { detail: DeviceDetail }) {
  const peaks = detail.entries[0]?.peaks ?? detail.spec;
  if (peaks === undefined) return null;
  return (
    <dl class="tiles">
      {peakFigures(peaks).map((each) => (
        <Tile {...each} />
      ))}
    </dl>
  );
}

function SpecPanel({ detail }: { detail: DeviceDetail }) {
  const { publishedBandwidths, prices, spec } = detail;
  const publishedResults = detail.entries[0]?.publishedResults ?? [];
  const listed = findDevice(detail.device.slug);
  if (spec === undefined && publishedBandwidths.length === 0 && prices.length === 0) return null;
  return (
    <section class="panel">
      <h2>What others say of it</h2>
      <section class="table-scroll" tabindex={0} aria-label="Data sheet and published figures">
        <table>
          <caption class="visually-hidden">
            Data sheet, published figures and prices with sources
          </caption>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">Value</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {(spec === undefined ? [] : peakFigures(spec)).map(({ figure, title, unit }) => (
              <tr>
                <th scope="row">{title}</th>
                <td>
                  <FigureText figure={figure} unit={unit} />
                </td>
                <td>
                  <SourceText source={figure.source ?? ''} />
                </td>
              </tr>
            ))}
            {listed?.launchSource !== undefined && (
              <tr>
                <th scope="row">First sold</th>
                <td>{listed.launchYear}</td>
                <td>
                  <SourceText source={listed.launchSource} />
                </td>
              </tr>
            )}
            {publishedBandwidths.map(({ benchmark, metric, value, source }) => (
              <tr>
                <th scope="row">
                  {benchmark}, {metric}
                </th>
                <td>
                  <FigureText figure={{ value, basis: 'published', source }} unit="B/s" />
                </td>
                <td>
                  <SourceText source={source} />
                </td>
              </tr>
            ))}
            {publishedResults.map(
              ({ backend, decodeTokensPerSecond, prefillTokensPerSecond, source }) => (
                <tr>
                  <th scope="row">
                    {detail.workload.model.title} {detail.workload.quantization.title}, {backend}
                  </th>
                  <td>
                    <BasisMark basis="published" />{' '}
                    {[
                      decodeTokensPerSecond &&
                        `decode ${formatRate(decodeTokensPerSecond, 'tokens/s')}`,
                      prefillTokensPerSecond &&
                        `prefill ${formatRate(prefillTokensPerSecond, 'tokens/s')}`,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </td>
                  <td>
                    <SourceText source={source} />
                  </td>
                </tr>
              ),
            )}
            {prices.map(({ amountUsd, per, asOf, source }) => (
              <tr>
                <th scope="row">Price per {per}</th>
                <td>
                  {amountUsd.toLocaleString('en-US')} USD, {asOf}
                </td>
                <td>
                  <SourceText source={source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** A picture for a README that keeps itself up to date. */
function EmbedPanel({ origin, slug, name }: { origin: string; slug: string; name: string }) {
  const badge = `/badge/${slug}.svg`;
  return (
    <section class="panel">
      <h2>Embed it</h2>
      <img
        class="badge-image"
        src={badge}
        alt={`Badge of ${name}: predicted decode speed`}
        height="20"
      />
      <code class="command" data-copy>
        {`[![${name}](${origin}${badge})](${origin}/devices/${slug})`}
      </code>
    </section>
  );
}

/** `/devices/{slug}`: one device, from every side. */
export const devicePage = definePage({
  path: '/devices/:slug',
  title: 'Device',
  nav: [],
  examples: [
    { name: 'listed device', address: '/devices/nvidia-geforce-rtx-4090' },
    { name: 'measured device', address: '/devices/{device}' },
    { name: 'missing device', address: '/devices/no-such-device', status: 404 },
  ],
  addresses: () => devices.map(({ slug }) => `/devices/${slug}`),
  async render({ api, params, url }) {
    const state = readBoardState(url);
    const path = `/v1/devices/${encodeURIComponent(params.slug ?? '')}`;
    const detail = await api.get(path, deviceDetail, workloadQuery(state));
    const { device, entries, workload } = detail;
    const board = {
      workload,
      sort: '',
      entries: [...entries],
      entryCount: entries.length,
      entryCountByBasis: { measured: 0, published: 0, spec: 0 },
      nextCursor: null,
    };
    const bandwidth = detail.curves.filter(({ kernel }) => findKernelSpec(kernel)?.isStream);
    const compute = detail.curves.filter(
      ({ kernel }) => findKernelSpec(kernel)?.headline?.id === 'compute',
    );
    return {
      title: device.name,
      description: `${device.name}: measured bandwidth and matmul rate, roofline, and predicted tokens per second for ${workload.title}.`,
      jsonHref: `${path}?workload=${workload.id}`,
      body: (
        <article class="detail">
          <header>
            <p class="eyebrow">{deviceFacts(device)}</p>
            <h1>{device.name}</h1>
          </header>
          <WorkloadPicker action={`/devices/${device.slug}`} state={state} />
          <Verdict detail={detail} />
          <PeakTiles detail={detail} />
          <section class="panel">
            <h2>Roofline</h2>
            <p class="quiet">
              The sloped part is memory bandwidth, the flat part arithmetic. Solid lines are
              measured, dashed ones promised.
            </p>
            <DeviceRoofline detail={detail} />
          </section>
          <section class="panel wide">
            <h2>Software paths and what they predict</h2>
            <BoardTable board={board} pinned={[]} state={state} subject="path" />
          </section>
          <SizeCurves
            id="bandwidth-curve"
            title="Bandwidth against working set"
            description="Small working sets live in caches and are faster; where the line is flat again, memory is measured."
            curves={bandwidth}
          />
          <SizeCurves
            id="matmul-curve"
            title="Matrix multiplication against size"
            description="Larger matrices use the arithmetic units better, until memory or heat sets the limit."
            curves={compute}
          />
          <SpecPanel detail={detail} />
          <section class="panel">
            <h2>Runs</h2>
            {detail.submissions.length === 0 ? (
              <p class="quiet">
                Nobody has measured this device yet. <code>npx ridgeline run --submit</code> on one
                adds it.
              </p>
            ) : (
              <RunTable runs={detail.submissions} caption={`Runs on ${device.name}`} />
            )}
          </section>
          <EmbedPanel origin={url.origin} slug={device.slug} name={device.name} />
        </article>
      ),
    };
  },
});
