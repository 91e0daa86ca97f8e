/**
 * How well runs repeat: `npm run bench:repeat [-- --runs 5 --preset standard --json]`. Runs the built
 * agent several times on this machine, which should have nothing else to do, and compares the medians.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type OkMeasurement, type Submission, submission } from '@ridgeline/schema/submission';
import { median } from '@ridgeline/statistics/quantile';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    preset: { type: 'string', default: 'standard' },
    json: { type: 'boolean', default: false },
  },
});
const runCount = Number(values.runs);
if (!(runCount >= 2) || !['quick', 'standard', 'full'].includes(values.preset)) {
  console.error('--runs takes a number from 2 on, --preset quick, standard or full.');
  process.exit(2);
}

/** Medians that lie this close together repeat. */
const repeatingRatio = 0.03;

interface Repetition {
  readonly measurement: string;
  /** (largest − smallest) ÷ middle of the runs' medians. */
  readonly spreadRatio: number;
  /** What the runs themselves say of it. */
  readonly flags: readonly string[];
  readonly medianSeconds: readonly number[];
}

function build(): void {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['build.ts'], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The agent could not be built: ${stderr}`);
}

function runOnce(home: string): { run: Submission; durationSeconds: number } {
  const entry = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
  const output = join(home, 'run.json');
  const args = ['run', '--preset', values.preset, '--quiet', '--format', 'json'];
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [entry, ...args, '--output', output], {
    env: { ...process.env, RIDGELINE_HOME: home },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The run ended with exit code ${status}: ${stderr}`);
  const run = submission.parse(JSON.parse(readFileSync(output, 'utf8')));
  return { run, durationSeconds: (performance.now() - began) / 1000 };
}

/** Not by variant: which program is fastest may change with the noise, and is part of it. */
function nameOf({ dtype, kernel, path, size }: OkMeasurement): string {
  return `${path} ${kernel} ${dtype} ${Object.values(size).join('×')}`;
}

function repetitions(runs: readonly Submission[]): Repetition[] {
  const all = runs.flatMap(({ measurements }) =>
    measurements.flatMap((each) => (each.outcome === 'ok' ? [each] : [])),
  );
  return [...Map.groupBy(all, nameOf)]
    .map(([measurement, each]): Repetition => {
      const medianSeconds = each.map(({ durationSeconds }) => durationSeconds.median);
      const spread = Math.max(...medianSeconds) - Math.min(...medianSeconds);
      const flags = [...new Set(each.flatMap((one) => one.flags ?? []))].sort();
      return { measurement, spreadRatio: spread / median(medianSeconds), flags, medianSeconds };
    })
    .sort((a, b) => b.spreadRatio - a.spreadRatio);
}

build();
const home = mkdtempSync(join(tmpdir(), 'ridgeline-repeat-'));
try {
  const runs = Array.from({ length: runCount }, (_, index) => {
    console.error(`Run ${index + 1} of ${runCount} …`);
    return runOnce(home);
  });
  const all = repetitions(runs.map(({ run }) => run));
  const apart = all.filter(({ spreadRatio }) => spreadRatio > repeatingRatio);
  const unexplained = apart.filter(({ flags }) => flags.length === 0);
  const report = {
    preset: values.preset,
    durationSeconds: runs.map(({ durationSeconds }) => durationSeconds),
    runFlags: runs.map(({ run }) => run.run.flags),
    noise: runs.map(({ run }) => run.noise),
    measurementCount: all.length,
    repeatingCount: all.length - apart.length,
    explainedCount: apart.length - unexplained.length,
    unexplained: unexplained.map(({ measurement }) => measurement),
    repetitions: all,
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    const { explainedCount, measurementCount, repeatingCount } = report;
    console.log(`${repeatingCount} of ${measurementCount} medians lie within 3 %;`);
    console.log(
      `of ${explainedCount} others the runs say why (flags), of ${unexplained.length} not.`,
    );
    for (const { flags, measurement, spreadRatio } of apart.slice(0, 20)) {
      console.log(`  ${(100 * spreadRatio).toFixed(1)} %  ${measurement}  ${flags.join(', ')}`);
    }
  }
  if (unexplained.length > 0) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
