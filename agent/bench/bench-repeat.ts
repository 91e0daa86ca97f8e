// Runs the agent several times and says how far the medians agree, and which runs say why not:
// npm run -s bench:repeat -- [--runs 5] [--preset standard] [--json] [run.json …]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { type MeasurementSpread, repeatableRatio, runSpread } from '../src/report/run-spread.ts';

const agentFolder = fileURLToPath(new URL('..', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    runs: { type: 'string', default: '5' },
    preset: { type: 'string', default: 'standard' },
  },
});
if (!(Number(values.runs) >= 2) || !['quick', 'standard', 'full'].includes(values.preset)) {
  console.error('--runs takes a number from 2 on, --preset quick, standard or full.');
  process.exit(2);
}
// Runs that were kept are compared as they are; without any, the agent makes them.
const taken = positionals.map((path) => ({ run: readRun(path), wallSeconds: undefined }));
const runs = taken.length > 0 ? taken : makeRuns(Number(values.runs), values.preset);
const report = reportOf(runs);
console.log(values.json ? JSON.stringify(report, null, 2) : words(report));
process.exitCode = report.unexplained.length > 0 ? 1 : 0;

interface TakenRun {
  readonly run: Submission;
  /** Of the whole command; unknown of a run that was kept. */
  readonly wallSeconds: number | undefined;
}

type Report = ReturnType<typeof reportOf>;

function readRun(path: string): Submission {
  return submission.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Builds the agent from these sources and runs it, one run after the other, in a home of its own. */
function makeRuns(count: number, preset: string): TakenRun[] {
  call(['build.ts'], {});
  const home = mkdtempSync(join(tmpdir(), 'ridgeline-repeat-'));
  try {
    return Array.from({ length: count }, (_, index) => {
      const output = join(home, `${index}.json`);
      const start = performance.now();
      const flags = ['--preset', preset, '--quiet', '--format', 'json', '--output', output];
      call(['bin/ridgeline.js', 'run', ...flags], { RIDGELINE_HOME: home });
      const wallSeconds = (performance.now() - start) / 1000;
      process.stderr.write(`run ${index + 1} of ${count}: ${wallSeconds.toFixed(1)} s\n`);
      return { run: readRun(output), wallSeconds };
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}

function call(args: readonly string[], variables: Readonly<Record<string, string>>): void {
  const { status } = spawnSync(process.execPath, args, {
    cwd: agentFolder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}; see above.`);
}

function reportOf(all: readonly TakenRun[]) {
  const repetitions = runSpread(all.map(({ run }) => run));
  const of = (verdict: MeasurementSpread['verdict']): readonly MeasurementSpread[] =>
    repetitions.filter((each) => each.verdict === verdict);
  return {
    machine: { cpu: cpus()[0]?.model ?? 'unknown', threads: cpus().length },
    repeatableRatio,
    presets: all.map(({ run }) => run.run.preset),
    durationSeconds: all.map(({ wallSeconds }) => wallSeconds),
    runFlags: all.map(({ run }) => run.run.flags),
    noise: all.map(({ run }) => run.noise),
    measurementCount: repetitions.length,
    repeatingCount: of('repeated').length,
    explainedCount: of('explained').length,
    unexplained: of('unexplained').map(nameOf),
    repetitions,
  };
}

function nameOf({ path, kernel, dtype, size }: MeasurementSpread): string {
  return `${path} ${kernel} ${dtype} ${size}`;
}

function words(report: Report): string {
  const { repetitions, measurementCount, repeatingCount, explainedCount, unexplained } = report;
  return [
    ...repetitions.map((each) =>
      [
        `${(100 * each.spreadRatio).toFixed(1).padStart(7)} %  ${each.verdict.padEnd(11)}`,
        nameOf(each),
        each.flags.map((flags) => flags.join('+') || 'ok').join(', '),
      ].join('  '),
    ),
    ...report.durationSeconds.map((seconds, index) => {
      const flags = report.runFlags[index]?.join(' ') || 'no flags';
      return `run ${index + 1}: ${seconds === undefined ? '' : `${seconds.toFixed(1)} s, `}${flags}`;
    }),
    `${repeatingCount} of ${measurementCount} medians lie within ${100 * repeatableRatio} %;`,
    `of ${explainedCount} others the runs say why (flags), of ${unexplained.length} not.`,
  ].join('\n');
}
