import type { KernelSpec } from '@ridgeline/kernels/kernel-spec';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { mad } from '@ridgeline/statistics/mad';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import type pc from 'picocolors';
import { isBeyondCaches, isStream } from './path-peaks.ts';
import { rated } from './rated-measurement.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Above this robust spread a figure is marked: it would differ if it were measured again. */
const noisySpreadRatio = 0.1;

/** One software path's best figure for a kernel. */
interface Row {
  readonly backend: string;
  readonly isSoftwareAdapter: boolean;
  readonly measurement: OkMeasurement;
  /** Higher is better: a rate, or 1/duration for latencies. */
  readonly speed: number;
}

interface Group {
  readonly title: string;
  readonly spec: KernelSpec;
  readonly rows: readonly Row[];
}

function speedOf(measurement: OkMeasurement): number {
  return rated(measurement)?.rate ?? 1 / measurement.durationSeconds.median;
}

function bestRows(run: Submission, measurements: readonly OkMeasurement[]): Row[] {
  const best = new Map<string, Row>();
  for (const measurement of measurements) {
    const path = run.softwarePaths.find(({ id }) => id === measurement.path);
    const device = run.devices.find(({ id }) => id === path?.device);
    if (path === undefined || device === undefined) continue;
    const speed = speedOf(measurement);
    const { backend } = path;
    if (speed <= (best.get(path.id)?.speed ?? 0)) continue;
    const isSoftwareAdapter = device.isSoftwareAdapter;
    best.set(path.id, { backend, isSoftwareAdapter, measurement, speed });
  }
  return [...best.values()].sort((a, b) => b.speed - a.speed);
}

/** Measurements by kernel and dtype in the suite's order; memory and caches are separate stories. */
function groupsOf(run: Submission): Group[] {
  const ok = run.measurements.flatMap((each) => (each.outcome === 'ok' ? [each] : []));
  return kernelSpecs.flatMap((spec) => {
    const ofKernel = ok.filter(({ kernel }) => kernel === spec.id);
    const dtypes = spec.dtypes.filter((dtype) => ofKernel.some((each) => each.dtype === dtype));
    return dtypes.flatMap((dtype) => {
      const all = ofKernel.filter((each) => each.dtype === dtype);
      const title = `${spec.title} ${dtype}`;
      if (!isStream(spec.id)) return [{ title, spec, rows: bestRows(run, all) }];
      const memory = all.filter((each) => isBeyondCaches(each, run));
      const caches = all.filter((each) => !memory.includes(each));
      return [
        { title: `${title} from memory`, spec, rows: bestRows(run, memory) },
        { title: `${title} from the caches`, spec, rows: bestRows(run, caches) },
      ];
    });
  });
}

function sizeText({ size, dtype }: OkMeasurement, spec: KernelSpec): string {
  const dimensions = Object.values(size);
  const [first] = dimensions;
  if (dimensions.length === 3 && dimensions.every((each) => each === first)) return `${first}³`;
  if (size.bytes !== undefined) return formatBytes(size.bytes);
  if (size.elements === undefined) return dimensions.join('×');
  const { bytes } = spec.cost(size, dtype);
  return bytes === 0 ? '' : formatBytes(bytes);
}

/** The figure that a kernel is known for, as people read it. */
export function figureText(measurement: OkMeasurement, spec: KernelSpec): string {
  const result = rated(measurement);
  if (result === undefined) return formatSeconds(measurement.durationSeconds.median);
  const isInteger = measurement.dtype.startsWith('i');
  const arithmetic = isInteger ? 'OP/s' : 'FLOP/s';
  return formatRate(result.rate, spec.rate === 'computeFlopsPerSecond' ? arithmetic : 'B/s');
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Columns of a row without bar and size. */
const rowWidth = 53;

function barWidthOf(columns: number): number {
  return columns < 76 ? 0 : Math.min(24, columns - 68);
}

function bar(ratio: number, width: number): string {
  const filled = Math.max(1, Math.round(ratio * width * 8));
  const text = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '');
  return text.padEnd(width);
}

function spreadText({ durationSeconds: { samples, median } }: OkMeasurement, colors: Colors) {
  if (samples.length < 2) return '–'.padStart(8);
  const ratio = mad(samples) / median;
  const text = `±${(100 * ratio).toFixed(1)} %`.padStart(8);
  return ratio > noisySpreadRatio ? colors.yellow(text) : text;
}

function rowText(row: Row, group: Group, columns: number, colors: Colors): string {
  const { measurement } = row;
  const ratio = row.speed / (group.rows[0]?.speed ?? row.speed);
  const percent = ratio < 0.01 ? '<1 %' : `${(100 * ratio).toFixed(0)} %`;
  const barWidth = barWidthOf(columns);
  const drawn = barWidth === 0 ? '' : `${colors.cyan(bar(ratio, barWidth))} `;
  // Ids of up to 13 letters fit; a longer one is recognised by its beginning.
  const name = `${row.backend.slice(0, 12)}${row.isSoftwareAdapter ? '*' : ''}`.padEnd(14);
  const figure = colors.bold(figureText(measurement, group.spec).padStart(13));
  const count = String(measurement.durationSeconds.samples.length).padStart(4);
  const size = sizeText(measurement, group.spec);
  // What does not fit is left out: --format csv has it.
  const isRoom = size.length <= columns - rowWidth - barWidth;
  return `  ${name}${drawn}${figure} ${spreadText(measurement, colors)} ${percent.padStart(6)}${count}  ${isRoom ? colors.dim(size) : ''}`.trimEnd();
}

/**
 * What was measured, a group for each kernel with its software paths from fast to slow.
 * @param columns width of the terminal; bars appear from 76 on
 */
export function kernelTables(run: Submission, columns: number, colors: Colors): string[] {
  const barWidth = barWidthOf(columns);
  const head = `${'measured'.padStart(29 + (barWidth === 0 ? 0 : barWidth + 1))}   spread   best   n  size`;
  const groups = groupsOf(run).filter(({ rows }) => rows.length > 0);
  if (groups.length === 0) return [];
  const lines = groups.flatMap((group, index) => [
    index === 0
      ? `${colors.bold(group.title)}${colors.dim(head.slice(group.title.length))}`
      : colors.bold(group.title),
    ...group.rows.map((row) => rowText(row, group, columns, colors)),
  ]);
  const isAnySoftware = groups.some(({ rows }) => rows.some((row) => row.isSoftwareAdapter));
  const note = colors.dim('* a software adapter, not a GPU: never ranked as one');
  return [...lines, ...(isAnySoftware ? [note] : []), ''];
}
