import { cpuSlice, sliceWords } from '@ridgeline/evaluation/cpu-slice';
import { type Evaluation, evaluate } from '@ridgeline/evaluation/evaluate';
import { findCrossover } from '@ridgeline/evaluation/find-crossover';
import { largestAllocations } from '@ridgeline/evaluation/largest-allocations';
import { leadingPaths } from '@ridgeline/evaluation/leading-paths';
import { measuredMachine } from '@ridgeline/evaluation/machine-of';
import type { Submission } from '@ridgeline/schema/submission';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatSeconds } from '@ridgeline/units/format-seconds';
import { failureCauses } from '@ridgeline/vocabulary/failure-causes';
import { flags } from '@ridgeline/vocabulary/flags';
import { findWord } from '@ridgeline/vocabulary/word';
import Table from 'cli-table3';
import type pc from 'picocolors';
import { explain, predictedRows } from './explain.ts';
import { kernelTables } from './kernel-tables.ts';
import { rooflineSketch } from './roofline-sketch.ts';
import { wrapText } from './wrap-text.ts';

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
  return output
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** The software paths by name, so that the tables below can use short ids. */
function pathLines(run: Submission, { colors, columns }: HumanOptions): string[] {
  const lines = run.softwarePaths.map((path) => {
    const { libraryName = '', libraryVersion = '' } = path;
    // Some libraries begin their version with their name.
    const library = libraryVersion.startsWith(libraryName)
      ? libraryVersion
      : `${libraryName} ${libraryVersion}`;
    const threads = path.threads && `${path.threads} thread${path.threads === 1 ? '' : 's'}`;
    const device = run.devices.find(({ id }) => id === path.device);
    const gpuName = device?.kind === 'gpu' ? device.name : undefined;
    const details = [gpuName, threads, path.api, library.trim()];
    const name = `  ${path.backend.padEnd(17)}`;
    return name + colors.dim(cut(details.filter(Boolean).join(', '), columns - name.length));
  });
  return lines.length === 0 ? [] : [colors.bold('Software paths'), ...lines, ''];
}

/** From which matrix size on the GPU is worth asking, where both were measured. */
function crossoverLines(evaluation: Evaluation): string[] {
  const found = findCrossover(evaluation);
  switch (found.outcome) {
    case 'unknown':
      return [];
    case 'never':
      return ['The GPU never overtakes the CPU on a matrix product here.'];
    case 'from': {
      const { edge, cpuSeconds, gpuSeconds } = found;
      return [
        `From ${edge}×${edge} on, the GPU multiplies matrices sooner than the CPU, copying them there and back (${formatSeconds(gpuSeconds)} against ${formatSeconds(cpuSeconds)}).`,
      ];
    }
  }
}

/** What one program could have of each device's memory. */
function allocationLines(evaluation: Evaluation): string[] {
  return largestAllocations(evaluation).map(
    ({ device, bytes, end }) =>
      `One program could use ${formatBytes(bytes)} of the memory of ${device.facts.name}, written and read back (${end}).`,
  );
}

function problems(run: Submission, colors: Colors): string[] {
  const failed = run.measurements.flatMap((each) => (each.outcome === 'failed' ? [each] : []));
  const lines = failed.map(
    ({ kernel, dtype, path, reason }) =>
      `  ${colors.red('failed')} ${kernel} ${dtype} on ${path}: ${reason}`,
  );
  const remedies = failureCauses.flatMap(({ id, title, remedy }) =>
    failed.some(({ cause }) => cause === id) ? [`  ${colors.dim(`→ ${title}: ${remedy}`)}`] : [],
  );
  const skipped = run.measurements.filter(({ outcome }) => outcome === 'skipped').length;
  const hint = 'show --format markdown says why; --preset standard measures more';
  const missing = run.unavailableBackends.map(
    ({ backend, reason }) => `  ${colors.dim(`${backend}: ${reason}`)}`,
  );
  const leftOut = (run.leftOutDevices ?? []).map(
    ({ name, reason }) => `  ${colors.dim(`${name}: ${reason}`)}`,
  );
  return [
    ...(lines.length > 0 ? [colors.bold('Failed'), ...lines, ...remedies, ''] : []),
    ...(skipped > 0 ? [colors.dim(`${skipped} skipped: ${hint}`), ''] : []),
    ...(missing.length > 0 ? [colors.bold('Not available here'), ...missing, ''] : []),
    ...(leftOut.length > 0 ? [colors.bold('Left out'), ...leftOut, ''] : []),
  ];
}

/** A flag with its words; one that a newer agent set has none here. */
function flagText(id: string): string {
  const flag = findWord(flags, id);
  return flag === undefined ? `${id}: see the run` : `${id}: ${flag.words}: ${flag.remedy}`;
}

function noiseLines({ noise }: Submission, { colors, columns }: HumanOptions): string[] {
  const percent = (ratio: number): string => `${(100 * ratio).toFixed(ratio < 0.1 ? 1 : 0)} %`;
  const { loadAverageBefore: before, loadAverageAfter: after, otherCpuRatio, stealRatio } = noise;
  const known = [
    before !== undefined && `load ${before.toFixed(1)} before, ${after?.toFixed(1)} after`,
    otherCpuRatio !== undefined && `others used ${percent(otherCpuRatio)} of the CPU`,
    stealRatio !== undefined &&
      stealRatio >= 0.005 &&
      `${percent(stealRatio)} stolen by the hypervisor`,
    noise.frequencyAfterHertz !== undefined &&
      `clock ${(noise.frequencyAfterHertz / 1e9).toFixed(2)} GHz`,
    noise.isOnBattery === true && 'on battery',
    noise.wereCpusKeptAwake === true && 'processors kept awake',
  ].filter((text) => text !== false);
  return wrapText(known.join(', '), columns, '  ').map((line) => colors.dim(line));
}

/** `14 cores (6 fast, 8 slow)`: what the machine has, not what the run could use. */
function coreWords(cpu: Submission['devices'][0] | undefined, logicalCores: number): string {
  const cores = cpu?.physicalCores ?? logicalCores;
  const { performanceCores: fast, efficiencyCores: slow, sockets = 1 } = cpu ?? {};
  const sorts = fast === undefined || slow === undefined ? '' : ` (${fast} fast, ${slow} slow)`;
  return `${cores} cores${sorts}${sockets > 1 ? ` in ${sockets} sockets` : ''}`;
}

function header(run: Submission, options: HumanOptions): string[] {
  const { colors } = options;
  const { host, devices } = run;
  const [cpu] = devices;
  const slice = cpuSlice(run);
  const cores = coreWords(cpu, host.logicalCores);
  const virtual = host.isVirtual ? ', virtual machine' : '';
  return [
    colors.bold(cpu?.name ?? 'Unknown CPU'),
    colors.dim(
      `${cores}, ${formatBytes(host.memoryBytes)}, ${host.osName ?? host.platform}${virtual} · suite ${run.run.suite}, ${run.run.preset}`,
    ),
    ...(slice === undefined ? [] : [colors.dim(`  ${sliceWords(slice, cpu?.name ?? 'the CPU')}`)]),
    ...noiseLines(run, options),
    ...run.run.flags.map((flag) => colors.yellow(`! ${flagText(flag)}`)),
    ...(run.run.isPartial ? [colors.yellow('! interrupted: what was measured is whole')] : []),
    '',
  ];
}

/** A run for people: what was measured, a roofline, predictions, three sentences. */
export function humanReport(run: Submission, options: HumanOptions): string {
  const { colors, columns } = options;
  const evaluation = evaluate(run);
  const sections = leadingPaths(evaluation.paths).flatMap((path) => {
    const machine = measuredMachine(path);
    if (machine === undefined) return [];
    const rows = predictedRows(machine);
    return [
      colors.bold(`Roofline of ${path.device.facts.name}`) +
        colors.dim(`  measured, ${path.facts.backend}, f32`),
      ...rooflineSketch(path, columns),
      '',
      colors.bold('Predicted tokens/s') + colors.dim('  one user; in brackets the 80 % interval'),
      table(
        colors,
        ['model', 'writes (decode)', 'reads (prefill)', 'writing waits for'],
        rows.map(({ title, decode, prefill, limit }) => [title, decode, prefill, limit]),
        [],
      ),
      '',
    ];
  });
  const sentences = [
    ...explain(evaluation.paths),
    ...crossoverLines(evaluation),
    ...allocationLines(evaluation),
  ];
  return [
    ...header(run, options),
    ...pathLines(run, options),
    ...kernelTables(evaluation, columns, colors),
    ...problems(run, colors),
    ...sections,
    ...sentences.flatMap((sentence) => wrapText(`• ${sentence}`, Math.max(40, columns), '  ')),
    '',
  ].join('\n');
}
