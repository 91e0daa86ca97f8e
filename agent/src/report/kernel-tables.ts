import type { Evaluation } from '@ridgeline/evaluation/evaluate';
import { type EvaluatedMeasurement, rateOf } from '@ridgeline/evaluation/evaluated-measurement';
import { figureUnit, type KernelSpec } from '@ridgeline/kernels/kernel-spec';
import { sizeText } from '@ridgeline/kernels/size-text';
import { kernelSpecs } from '@ridgeline/kernels/specs';
import { formatFigure } from '@ridgeline/units/format-figure';
import type pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

/** One software path's best figure for a kernel. */
interface Row {
  readonly backend: string;
  readonly isSoftwareAdapter: boolean;
  readonly measurement: EvaluatedMeasurement;
  /** Higher is better: a rate, or 1/duration for latencies. */
  readonly speed: number;
}

interface Group {
  readonly title: string;
  readonly spec: KernelSpec;
  readonly rows: readonly Row[];
}

function bestRows({ paths }: Evaluation, measurements: readonly EvaluatedMeasurement[]): Row[] {
  const rows = paths.flatMap(({ device, facts, given }): Row[] => {
    const { isSoftwareAdapter } = device.facts;
    const own = measurements.filter((each) => each.given.path === given.id);
    return own
      .map((measurement) => {
        const speed = rateOf(measurement, 'medianSeconds') ?? 1 / measurement.medianSeconds;
        return { backend: facts.backend, isSoftwareAdapter, measurement, speed };
      })
      .sort((a, b) => b.speed - a.speed)
      .slice(0, 1);
  });
  return rows.sort((a, b) => b.speed - a.speed);
}

/** Measurements by kernel and dtype in the suite's order; memory and caches are separate stories. */
function groupsOf(evaluation: Evaluation): Group[] {
  const { measurements } = evaluation;
  return kernelSpecs.flatMap((spec) =>
    spec.dtypes.flatMap((dtype) => {
      const all = measurements.filter(
        ({ declared, given }) => declared?.spec === spec && given.dtype === dtype,
      );
      const title = `${spec.title} ${dtype}`;
      if (!spec.isStream) return [{ title, spec, rows: bestRows(evaluation, all) }];
      const memory = all.filter((each) => each.isFromMemory);
      const caches = all.filter((each) => !each.isFromMemory);
      return [
        { title: `${title} from memory`, spec, rows: bestRows(evaluation, memory) },
        { title: `${title} from the caches`, spec, rows: bestRows(evaluation, caches) },
      ];
    }),
  );
}

/** The figure that a kernel is known for, as people read it. */
function figureText(measurement: EvaluatedMeasurement, { rate }: KernelSpec): string {
  const value = rateOf(measurement, 'medianSeconds') ?? measurement.medianSeconds;
  return formatFigure(value, figureUnit(rate, measurement.given.dtype));
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

function spreadText({ given, isNoisy, spreadRatio }: EvaluatedMeasurement, colors: Colors): string {
  if (given.durationSeconds.samples.length < 2) return '–'.padStart(8);
  const text = `±${(100 * spreadRatio).toFixed(1)} %`.padStart(8);
  return isNoisy ? colors.yellow(text) : text;
}

function rowText(row: Row, group: Group, columns: number, colors: Colors): string {
  const { measurement } = row;
  const { given } = measurement;
  const ratio = row.speed / (group.rows[0]?.speed ?? row.speed);
  const percent = ratio < 0.01 ? '<1 %' : `${(100 * ratio).toFixed(0)} %`;
  const barWidth = barWidthOf(columns);
  const drawn = barWidth === 0 ? '' : `${colors.cyan(bar(ratio, barWidth))} `;
  // Ids of up to 13 letters fit; a longer one is recognised by its beginning.
  const name = `${row.backend.slice(0, 12)}${row.isSoftwareAdapter ? '*' : ''}`.padEnd(14);
  const figure = colors.bold(figureText(measurement, group.spec).padStart(13));
  const count = String(given.durationSeconds.samples.length).padStart(4);
  const size = sizeText(given.kernel, given.dtype, given.size);
  // What does not fit is left out: --format csv has it.
  const isRoom = size.length <= columns - rowWidth - barWidth;
  return `  ${name}${drawn}${figure} ${spreadText(measurement, colors)} ${percent.padStart(6)}${count}  ${isRoom ? colors.dim(size) : ''}`.trimEnd();
}

/**
 * What was measured, a group for each kernel with its software paths from fast to slow.
 * @param columns width of the terminal; bars appear from 76 on
 */
export function kernelTables(evaluation: Evaluation, columns: number, colors: Colors): string[] {
  const barWidth = barWidthOf(columns);
  const head = `${'measured'.padStart(29 + (barWidth === 0 ? 0 : barWidth + 1))}   spread   best   n  size`;
  const groups = groupsOf(evaluation).filter(({ rows }) => rows.length > 0);
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
