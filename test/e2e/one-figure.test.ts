import { readFile } from 'node:fs/promises';
import { anyRun } from '@ridgeline/evaluation/any-run';
import { headlines } from '@ridgeline/kernels/headlines';
import {
  type Figure,
  figure,
  type LeaderboardEntry,
  leaderboard,
  submissionDetail,
} from '@ridgeline/schema/responses';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { checkoutFolder, type Stack } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOwner, sendSubmission } from '../api/signing.ts';
import { runAgent } from '../support/agent.ts';
import { startTestStack, temporaryFolder } from '../support/test-stack.ts';
import { freshRunId } from '../support/valid-submission.ts';

const golden = [
  'agent/src/report/golden/run-epyc-2-cores.json',
  'packages/evaluation/src/golden/run-epyc-2-cores.json',
  'test/golden/agent-0.1.0.json',
];
const seeds = [1, 2, 3];

let stack: Stack;
let home: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  home = await temporaryFolder();
  stack = await startTestStack();
});

afterAll(async () => {
  await stack?.stop();
  await home?.remove();
});

/** A golden run under a device name of its own, so that no other run is pooled with it. */
async function readGolden(path: string, index: number): Promise<Submission> {
  const run = submission.parse(JSON.parse(await readFile(`${checkoutFolder}/${path}`, 'utf8')));
  const devices = run.devices.map((each) => ({ ...each, name: `${each.name} ${index}` }));
  return { ...run, run: { ...run.run, id: freshRunId() }, devices };
}

/** The headline figures of one software path, by name and, where there is one for each, dtype. */
type Figures = Readonly<Record<string, number | Record<string, number>>>;

/** The figures alone, of the board's or the agent's words. */
function figuresOf(peaks: object): Figures {
  const plain = JSON.parse(JSON.stringify(peaks), (_key, value) => value?.value ?? value);
  const fields = headlines.map(({ field }) => field).filter((field) => field in plain);
  return Object.fromEntries(fields.map((field) => [field, plain[field]]));
}

function numbersOf(figures: Figures): number[] {
  return Object.values(figures).flatMap((each) =>
    typeof each === 'number' ? [each] : Object.values(each),
  );
}

/** What `ridgeline show` says of each software path. */
async function shown(run: Submission): Promise<Map<string, Figures>> {
  const text = JSON.stringify(run);
  const { stdout, stderr } = await runAgent(home.path, ['show', '-', '--format', 'summary'], text);
  expect(stderr).toBe('');
  const { paths } = JSON.parse(stdout) as { paths: { device: string; backend: string }[] };
  return new Map(paths.map((path) => [`${path.device}, ${path.backend}`, figuresOf(path)]));
}

/** The rows that a run gave the board. */
async function onBoard(id: string): Promise<LeaderboardEntry[]> {
  const answer = await fetch(new URL('/v1/leaderboard?basis=measured&limit=500', stack.url));
  const { entries } = leaderboard.parse(await answer.json());
  return entries.filter(({ submissionId }) => submissionId === id);
}

/** Every figure of a row with its evidence. */
function levelsOf({ peaks }: LeaderboardEntry): [number, string | undefined][] {
  return headlines
    .flatMap(({ field }): (Figure | undefined)[] => {
      const found = figure.safeParse(peaks[field]);
      return found.success ? [found.data] : Object.values(peaks[field] ?? {});
    })
    .flatMap((each) => (each === undefined ? [] : [[each.value, each.evidence?.level]]));
}

async function expectOneFigure(run: Submission): Promise<void> {
  expect((await sendSubmission(stack.url, run, newOwner())).status).toBe(201);
  const said = await shown(run);
  const withFigures = [...said].filter(([, figures]) => numbersOf(figures).length > 0);
  expect(withFigures.length).toBeGreaterThan(0);
  const rows = await onBoard(run.run.id);
  const board = rows.map(({ device, peaks, softwarePath }): [string, Figures] => [
    `${device.name}, ${softwarePath?.backend}`,
    figuresOf(peaks),
  ]);
  expect(new Map(board)).toEqual(new Map(withFigures));
  const answer = await fetch(new URL(`/v1/submissions/${run.run.id}`, stack.url));
  const { measurements } = submissionDetail.parse(await answer.json());
  const recomputed = new Set(
    measurements.flatMap((each) => [
      each.computeFlopsPerSecond,
      each.bandwidthBytesPerSecond,
      each.durationSeconds?.median,
    ]),
  );
  const levels = new Map(
    measurements.map((each) => [
      each.computeFlopsPerSecond ?? each.bandwidthBytesPerSecond ?? each.durationSeconds?.median,
      each.evidence?.level,
    ]),
  );
  for (const [value, level] of rows.flatMap(levelsOf)) {
    // Nobody proved anything of it yet, and each place says so.
    expect(level).toMatch(/^(claimed|within-sheet)$/);
    expect(levels.get(value)).toBe(level);
  }
  for (const row of rows) expect(row).toMatchObject({ rank: null, tier: 'T1' });
  for (const [, figures] of withFigures) {
    for (const figure of numbersOf(figures)) expect(recomputed).toContain(figure);
  }
}

test('show, the board and the page of a golden run give the same figures and evidence', async () => {
  for (const [index, path] of golden.entries())
    await expectOneFigure(await readGolden(path, index));
});

test('so they do for other runs', async () => {
  for (const seed of seeds) await expectOneFigure(anyRun(seed));
});
