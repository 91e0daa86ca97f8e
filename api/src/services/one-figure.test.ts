import { readFileSync } from 'node:fs';
import { anyRun } from '@ridgeline/evaluation/any-run';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { byHeadline } from '@ridgeline/kernels/headlines';
import { parseWorkloadId } from '@ridgeline/roofline/workload';
import { type Submission, submission } from '@ridgeline/schema/submission';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryRecomputation } from '../../operations/recompute-entries.ts';
import { derivedRows } from '../db/queries/derived-rows.ts';
import { measuredCandidate } from './board/measured-entries.ts';
import { derivedRecord } from './derived-record.ts';
import { readSubmission } from './submission-detail.ts';

const golden = ['../../../packages/evaluation/src', '../../../agent/src/report'].map(
  (folder): Submission => {
    const file = new URL(`${folder}/golden/run-epyc-2-cores.json`, import.meta.url);
    return submission.parse(JSON.parse(readFileSync(file, 'utf8')));
  },
);
const sample: Submission = submission.parse(
  JSON.parse(
    readFileSync(new URL('../../../test/golden/agent-0.1.0.json', import.meta.url), 'utf8'),
  ),
);

const state = { status: 'accepted', tier: 'T1', reasons: [], floors: [] };
const [owner, receivedAt] = ['owner', '2026-11-01T13:00:00.000Z'];

/** A board's figures by path, from the run alone: what a recomputation gives, then what is sent. */
function boardFigures(run: Submission) {
  const recomputation = new EntryRecomputation();
  recomputation.add({ ...state, id: run.run.id, owner, receivedAt, body: run });
  const workload = parseWorkloadId('llama-3.1-8b--q4_k_m--chat');
  if (workload === undefined) throw new Error('no workload');
  return recomputation.entries().map((row) => ({
    backend: row.backend,
    slug: row.deviceSlug,
    sent: measuredCandidate(row, workload)?.entry.peaks,
  }));
}

/** What the submission's own page says of each measurement. */
async function shownFigures(run: Submission): Promise<(number | undefined)[]> {
  const identity = { id: run.run.id, owner, receivedAt: new Date(receivedAt) };
  const { summary } = derivedRows(identity, derivedRecord(evaluate(run), state), state);
  const store = {
    findSubmission: async () => ({ body: JSON.stringify(run), summary, floors: state.floors }),
  };
  const detail = await readSubmission({ store, submissionUrl: (id) => id }, run.run.id);
  return (detail?.measurements ?? []).map(
    (each) =>
      each.computeFlopsPerSecond ?? each.bandwidthBytesPerSecond ?? each.durationSeconds?.median,
  );
}

async function expectOneFigure(run: Submission): Promise<void> {
  const { paths } = evaluate(run);
  const board = boardFigures(run);
  const shown = await shownFigures(run);
  for (const { device, facts, peaks } of paths) {
    for (const peak of peaks) expect(shown[peak.measurement.index]).toBe(peak.value);
    if (peaks.length === 0) continue;
    const row = board.find(
      ({ backend, slug }) => backend === facts.backend && slug === device.facts.slug,
    );
    const values = byHeadline(peaks, ({ value }) => value);
    expect(JSON.parse(JSON.stringify(row?.sent), (_key, value) => value?.value ?? value)).toEqual(
      JSON.parse(JSON.stringify(values)),
    );
  }
}

test('a run has one figure: in its evaluation, on its page, recomputed and on the board', async () => {
  for (const run of [...golden, sample]) {
    expect(evaluate(run).paths.flatMap(({ peaks }) => peaks).length).toBeGreaterThan(1);
    await expectOneFigure(run);
  }
});

test('so has any other run', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const run = anyRun(seed);
      await expectOneFigure(run);
      const { measurements, paths } = evaluate(run);
      for (const { peaks } of paths)
        for (const { kernel, peak } of peaks) seen.add(`${peak} ${kernel}`);
      for (const each of measurements) {
        if (each.declared?.spec.isStream) seen.add(each.isFromMemory ? 'memory' : 'cache');
        if (each.isNoisy) seen.add('noisy');
      }
    }),
    { numRuns: 60, endOnFailure: true, seed: 1 },
  );
  // The runs are as varied as the guarantee claims.
  for (const each of ['memory', 'cache', 'noisy', 'bandwidth read', 'bandwidth triad']) {
    expect(seen).toContain(each);
  }
});
