import { sizeText } from '@ridgeline/kernels/size-text';
import {
  type StoredMeasurement,
  type SubmissionDetail,
  submissionDetail,
} from '@ridgeline/schema/responses';
import { spreadRatioOf } from '@ridgeline/statistics/robust-spread';
import { arithmeticUnit } from '@ridgeline/units/arithmetic-unit';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { StripPlot } from '../charts/strip-plot.tsx';
import { deviceFacts } from '../components/device-facts.tsx';
import { EvidenceMark } from '../components/figure-text.tsx';
import { Quantity } from '../components/quantity.tsx';
import { instantText } from '../components/run-table.tsx';
import { pathDetails } from '../components/software-path.tsx';
import { StatusNotice } from '../components/status-notice.tsx';
import { definePage } from '../page.ts';

function rateText(each: StoredMeasurement): string {
  if (each.computeFlopsPerSecond !== undefined)
    return formatRate(each.computeFlopsPerSecond, arithmeticUnit(each.dtype));
  if (each.bandwidthBytesPerSecond !== undefined)
    return formatRate(each.bandwidthBytesPerSecond, 'B/s');
  return each.durationSeconds === undefined ? '–' : formatSeconds(each.durationSeconds.median);
}

function sizeOf({ dtype, kernel, size }: StoredMeasurement): string {
  return size === undefined ? '–' : sizeText(kernel, dtype, size);
}

function Samples({ each }: { each: StoredMeasurement }) {
  const { durationSeconds, executionsPerSample = 1 } = each;
  if (durationSeconds === undefined) return <span class="quiet">{each.reason}</span>;
  const { samples, median } = durationSeconds;
  return (
    <details>
      <summary>
        <StripPlot samples={samples} median={median} />
        <span>{samples.length} samples</span>
      </summary>
      <p class="samples">
        Seconds of one execution ({executionsPerSample} timed together):{' '}
        {samples.map((value) => value.toPrecision(6)).join(' ')}
      </p>
    </details>
  );
}

function spreadText(each: StoredMeasurement): string {
  if (each.durationSeconds === undefined) return '–';
  return `±${(100 * spreadRatioOf(each.durationSeconds)).toFixed(1)} %`;
}

/** What this path was not measured for, folded away, each with its reason. */
function NotMeasured({ rows }: { rows: readonly StoredMeasurement[] }) {
  if (rows.length === 0) return null;
  const hasFailure = rows.some(({ outcome }) => outcome === 'failed');
  return (
    <details class="twin" open={hasFailure}>
      <summary>{rows.length} not measured, and why</summary>
      <ul class="checks">
        {rows.map((each) => (
          <li class={`outcome-${each.outcome}`}>
            <code>
              {each.kernel} {each.dtype}
            </code>{' '}
            {sizeOf(each)}: <strong>{each.outcome}</strong> {each.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function PathSection({
  detail,
  path,
}: {
  detail: SubmissionDetail;
  path: SubmissionDetail['softwarePaths'][number];
}) {
  const device = detail.devices.find(({ id }) => id === path.device);
  const rows = detail.measurements.filter(
    (each) => each.backend === path.backend && each.device === path.device,
  );
  if (rows.length === 0) return null;
  const measured = rows.filter(({ outcome }) => outcome === 'ok');
  const others = rows.filter(({ outcome }) => outcome !== 'ok');
  return (
    <section class="panel wide">
      <h2>{path.backend}</h2>
      <p class="quiet">
        {device?.name}
        {device?.isSoftwareAdapter ? ' (a GPU drawn by the CPU, not ranked as one)' : ''} ·{' '}
        {pathDetails(path)}
      </p>
      <section class="table-scroll" tabindex={0} aria-label={`Measurements of ${path.backend}`}>
        <table>
          <caption class="visually-hidden">
            Measurements of {path.backend}, rates recomputed by the server
          </caption>
          <thead>
            <tr>
              <th scope="col">Kernel</th>
              <th scope="col">Type</th>
              <th scope="col">Size</th>
              <th scope="col" class="numeric">
                Measured
              </th>
              <th scope="col">Evidence</th>
              <th scope="col" class="numeric">
                Spread
              </th>
              <th scope="col" class="numeric">
                Error
              </th>
              <th scope="col">Samples</th>
            </tr>
          </thead>
          <tbody>
            {measured.map((each) => (
              <tr class={`outcome-${each.outcome}`}>
                <th scope="row">{each.kernel}</th>
                <td>{each.dtype}</td>
                <td>{sizeOf(each)}</td>
                <td class="numeric">
                  <Quantity text={rateText(each)} />
                </td>
                <td>
                  <EvidenceMark evidence={each.evidence} />
                </td>
                <td class="numeric">{spreadText(each)}</td>
                <td class="numeric">{each.relativeError?.toExponential(1) ?? '–'}</td>
                <td>
                  <Samples each={each} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <NotMeasured rows={others} />
      </section>
    </section>
  );
}

/** What a container, a cpuset or a mask left of the machine; undefined where the run had all of it. */
function roomText(room: unknown): string | undefined {
  const { allowed, memoryLimitBytes, quotaCores } = (room ?? {}) as {
    readonly allowed?: { readonly logicalCores?: number };
    readonly memoryLimitBytes?: number;
    readonly quotaCores?: number;
  };
  const parts = [
    allowed?.logicalCores !== undefined && `${allowed.logicalCores} hardware threads`,
    quotaCores !== undefined && `${quotaCores} processors’ worth of time`,
    memoryLimitBytes !== undefined && `${formatBytes(memoryLimitBytes)} of memory`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function Facts({ detail }: { detail: SubmissionDetail }) {
  const { host, noise } = detail;
  const text = (key: string): string | undefined =>
    host[key] === undefined ? undefined : String(host[key]);
  const rows: [string, string | undefined][] = [
    [
      'System',
      [text('osName') ?? text('platform'), text('osVersion'), text('architecture')]
        .filter(Boolean)
        .join(' '),
    ],
    ['Memory', typeof host.memoryBytes === 'number' ? formatBytes(host.memoryBytes) : undefined],
    ['Virtual machine', host.isVirtual === true ? 'yes' : undefined],
    ['Room', roomText(host.room)],
    [
      'Duration',
      formatSeconds((Date.parse(detail.finishedAt) - Date.parse(detail.startedAt)) / 1000),
    ],
    [
      'Load before, after',
      [noise.loadAverageBefore, noise.loadAverageAfter]
        .filter((value) => value !== undefined)
        .join(', '),
    ],
    [
      'Stolen by the hypervisor',
      typeof noise.stealRatio === 'number' ? `${(100 * noise.stealRatio).toFixed(1)} %` : undefined,
    ],
    [
      'Virtual processors',
      noise.wereCpusKeptAwake === true ? 'kept awake while measuring' : undefined,
    ],
    ['Agent', detail.agentVersion],
    ['Owner', detail.owner ?? 'unsigned'],
    ['Flags', detail.flags.join(', ') || 'none'],
  ];
  return (
    <dl class="facts">
      {detail.devices.map((device) => (
        <div>
          <dt>{device.isSoftwareAdapter ? 'Software adapter' : device.kind.toUpperCase()}</dt>
          <dd>
            {/* An unsigned run gives a device no page. */}
            {detail.owner === null && !device.isListed ? (
              device.name
            ) : (
              <a href={`/devices/${device.slug}`}>{device.name}</a>
            )}{' '}
            <small class="quiet">{deviceFacts(device)}</small>
          </dd>
        </div>
      ))}
      {rows
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What a reader should look at comes first. */
function failedFirst(checks: SubmissionDetail['checks']): SubmissionDetail['checks'] {
  return [...checks].sort((a, b) => Number(a.isPassed) - Number(b.isPassed));
}

/** `/runs/{id}`: one submission, raw. */
export const runPage = definePage({
  path: '/runs/:id',
  title: 'Run',
  nav: [],
  examples: [{ name: 'run', address: '/runs/{run}' }],
  async render({ api, params }) {
    const path = `/v1/submissions/${encodeURIComponent(params.id ?? '')}`;
    const detail = await api.get(path, submissionDetail);
    const [first] = detail.devices;
    const name = first?.name ?? 'Run';
    return {
      title: `${name}, ${instantText(detail.startedAt)}`,
      description: `One run of the agent on ${name}: every measurement with its raw samples and the checks it passed.`,
      jsonHref: path,
      body: (
        <article class="detail">
          <header>
            <p class="eyebrow">
              Run {detail.id} · suite {detail.suite}, {detail.preset} · {detail.status}, tier{' '}
              {detail.tier}
            </p>
            <h1>
              {name}, {instantText(detail.startedAt)} UTC
            </h1>
            <StatusNotice detail={detail} />
            {detail.isPartial && (
              <p class="notice">Interrupted: what was measured is whole, the plan is not.</p>
            )}
          </header>
          <Facts detail={detail} />
          <section class="panel">
            <h2>Checks</h2>
            <ul class="checks">
              {failedFirst(detail.checks).map(({ title, detail: words, isPassed }) => (
                <li class={isPassed ? 'check-passed' : 'check-failed'}>
                  <strong>{isPassed ? 'passed' : 'not passed'}</strong> {title}
                  {!isPassed && <span class="quiet">: {words}</span>}
                </li>
              ))}
            </ul>
          </section>
          {detail.softwarePaths.map((each) => (
            <PathSection detail={detail} path={each} />
          ))}
          {detail.leftOutDevices.length > 0 && (
            <section class="panel">
              <h2>Left out of this run</h2>
              <ul class="checks">
                {detail.leftOutDevices.map(({ name: left, reason }) => (
                  <li>
                    <strong>{left}</strong> <span class="quiet">{reason}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {detail.unavailableBackends.length > 0 && (
            <section class="panel">
              <h2>Not available on this machine</h2>
              <ul class="checks">
                {detail.unavailableBackends.map(({ backend, reason }) => (
                  <li>
                    <strong>{backend}</strong> <span class="quiet">{reason}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </article>
      ),
    };
  },
});
