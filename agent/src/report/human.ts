import { findKernelSpec } from '@ridgeline/kernels/specs';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { mad } from '@ridgeline/statistics/mad';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import Table from 'cli-table3';
import type pc from 'picocolors';
import { explain, predictedRows } from './explain.ts';
import { headlinePaths, machineOf, type PathPeaks, peaksByPath, rated } from './path-peaks.ts';
import { rooflineSketch } from './roofline-sketch.ts';

type Colors = ReturnType<typeof pc.createColors>;

export interface HumanOptions {
  readonly columns: number;
  readonly colors: Colors;
}

const borderless = {
  chars: {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{
      left: '  ',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
  },
  style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
};

function table(
  colors: Colors,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[],
): string {
  const output = new Table({
    ...borderless,
    head: head.map((text) => colors.dim(text)),
    colAligns: head.map((_, index) => (rightAligned.includes(index) ? 'right' : 'left')),
  });
  output.push(...rows.map((row) => [...row]));
  return output.toString();
}

function sizeText({ kernel, dtype, size }: OkMeasurement): string {
  const spec = findKernelSpec(kernel);
  if (size.elements !== undefined && spec !== undefined) {
    return formatBytes(spec.cost(size, dtype).bytes);
  }
  return Object.values(size).join('×');
}

function rateText(measurement: OkMeasurement): string {
  const spec = findKernelSpec(measurement.kernel);
  const result = rated(measurement);
  if (spec === undefined || result === undefined) {
    return formatSeconds(measurement.durationSeconds.median);
  }
  const isCompute = spec.rate === 'computeFlopsPerSecond';
  const unit = !isCompute ? 'B/s' : measurement.dtype.startsWith('i') ? 'OP/s' : 'FLOP/s';
  return formatRate(result.rate, unit);
}

/** The best size of each kernel × dtype on a path, with its share of the best path of the run. */
function kernelRows(run: Submission, path: string): string[][] {
  const best = new Map<string, OkMeasurement>();
  const overall = new Map<string, number>();
  for (const each of run.measurements) {
    if (each.outcome !== 'ok') continue;
    const key = `${each.kernel} ${each.dtype}`;
    const rate = rated(each)?.rate ?? 1 / each.durationSeconds.median;
    overall.set(key, Math.max(overall.get(key) ?? 0, rate));
    const known = best.get(key);
    const knownRate = known && (rated(known)?.rate ?? 1 / known.durationSeconds.median);
    if (each.path === path && (knownRate === undefined || rate > knownRate)) best.set(key, each);
  }
  return [...best].map(([key, each]) => {
    const rate = rated(each)?.rate ?? 1 / each.durationSeconds.median;
    const { samples, median } = each.durationSeconds;
    return [
      each.kernel,
      each.dtype,
      sizeText(each),
      rateText(each),
      samples.length > 1 ? `±${((100 * mad(samples)) / median).toFixed(1)} %` : '–',
      `${((100 * rate) / (overall.get(key) ?? rate)).toFixed(0)} %`,
      String(samples.length),
    ];
  });
}

function pathSection(run: Submission, peaks: PathPeaks, options: HumanOptions): string[] {
  const { colors } = options;
  const { path, device } = peaks;
  const where = [path.libraryName, path.api].filter((text) => text !== undefined).join(', ');
  const threads =
    path.threads === undefined ? '' : `, ${path.threads} thread${path.threads === 1 ? '' : 's'}`;
  const software = device.isSoftwareAdapter ? colors.yellow('  software adapter, not a GPU') : '';
  const rows = kernelRows(run, path.id);
  if (rows.length === 0) return [];
  return [
    `${colors.bold(path.backend)}${where || threads ? colors.dim(`  ${where}${threads}`) : ''}${software}`,
    table(
      colors,
      ['kernel', 'type', 'best size', 'measured', 'spread', 'of best', 'n'],
      rows,
      [2, 3, 4, 5, 6],
    ),
    '',
  ];
}

function problems(run: Submission, colors: Colors): string[] {
  const failed = run.measurements.flatMap((each) => (each.outcome === 'failed' ? [each] : []));
  const lines = failed.map(
    ({ kernel, dtype, path, reason }) =>
      `  ${colors.red('failed')} ${kernel} ${dtype} on ${path}: ${reason}`,
  );
  const missing = run.unavailableBackends.map(
    ({ backend, reason }) => `  ${colors.dim(`${backend}: ${reason}`)}`,
  );
  return [
    ...(lines.length > 0 ? [colors.bold('Failed'), ...lines, ''] : []),
    ...(missing.length > 0 ? [colors.bold('Not available here'), ...missing, ''] : []),
  ];
}

const flagMeanings: Readonly<Record<string, string>> = {
  battery: 'on battery, clocks may be lowered: plug in and repeat',
  busy: 'the hypervisor took CPU time away: repeat at a quieter time',
  contended: 'other programs used the CPU: close them and repeat',
  noisy: 'samples spread widely: repeat on an idle machine',
  unstable: 'the median is far below the best: repeat on an idle machine',
  throttled: 'clocks fell during the run: let the machine cool and repeat',
};

function header(run: Submission, colors: Colors): string[] {
  const { host, devices } = run;
  const [cpu] = devices;
  const cores = cpu?.physicalCores ?? host.logicalCores;
  const virtual = host.isVirtual ? ', virtual machine' : '';
  return [
    colors.bold(cpu?.name ?? 'Unknown CPU'),
    colors.dim(
      `${cores} cores, ${formatBytes(host.memoryBytes)}, ${host.osName ?? host.platform}${virtual} · suite ${run.run.suite}, ${run.run.preset}`,
    ),
    ...run.run.flags.map((flag) =>
      colors.yellow(`! ${flag}: ${flagMeanings[flag] ?? 'see the run'}`),
    ),
    ...(run.run.isPartial ? [colors.yellow('! interrupted: what was measured is whole')] : []),
    '',
  ];
}

/** A run for people: what was measured, a roofline, predictions, three sentences. */
export function humanReport(run: Submission, options: HumanOptions): string {
  const { colors, columns } = options;
  const peaks = peaksByPath(run);
  const headline = headlinePaths(peaks);
  const sections = headline.flatMap((path) => {
    const machine = machineOf(path);
    if (machine === undefined) return [];
    const rows = predictedRows(machine);
    return [
      colors.bold(`Roofline of ${path.device.name}`) +
        colors.dim(`  measured, ${path.path.backend}, f32`),
      ...rooflineSketch(path, columns),
      '',
      colors.bold('Predicted tokens/s') + colors.dim('  one user; in brackets the 80 % interval'),
      table(
        colors,
        ['model', 'decode', 'prefill', 'limited by'],
        rows.map(({ title, decode, prefill, limit }) => [title, decode, prefill, limit]),
        [],
      ),
      '',
    ];
  });
  return [
    ...header(run, colors),
    ...peaks.flatMap((path) => pathSection(run, path, options)),
    ...problems(run, colors),
    ...sections,
    ...explain(peaks).map((sentence) => `• ${sentence}`),
    '',
  ].join('\n');
}
