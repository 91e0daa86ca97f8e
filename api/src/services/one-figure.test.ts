import { readFileSync } from 'node:fs';
import { anyRun } from '@ridgeline/evaluation/any-run';
import { evaluate } from '@ridgeline/evaluation/evaluate';
import { type Evidence, evidenceOf, type ProvedFloor } from '@ridgeline/evaluation/evidence';
import { byHeadline } from '@ridgeline/kernels/headlines';
import { parseWorkloadId } from '@ridgeline/roofline/workload';
import type { FigureEvidence } from '@ridgeline/schema/responses';
import { type Submission, submission } from '@ridgeline/schema/submission';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryRecomputation } from '../../operations/recompute-entries.ts';
import { derivedRows } from '../db/queries/derived-rows.ts';
import type { SubmissionState } from '../db/submission-record.ts';
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

const signed = { status: 'accepted', tier: 'T1', reasons: [], floors: [] };
const [owner, receivedAt] = ['owner', '2026-11-01T13:00:00.000Z'];

/** A board's figures by path, from the run alone: what a recomputation gives, then what is sent. */
function boardFigures(run: Submission, state: SubmissionState) {
  const recomputation = new EntryRecomputation();
  const standing = { voice: owner, firstSeenAt: receivedAt, countedSince: null };
  recomputation.add({ ...state, id: run.run.id, owner, standing, receivedAt, body: run });
  const workload = parseWorkloadId('llama-3.1-8b--q4_k_m--chat');
  if (workload === undefined) throw new Error('no workload');
  return recomputation.entries().map((row) => ({
    backend: row.backend,
    slug: row.deviceSlug,
    sent: measuredCandidate(row, workload)?.entry.peaks,
  }));
}

/** What the submission's own page says of each measurement. */
async function shownFigures(run: Submission, state: SubmissionState): Promise<ShownFigure[]> {
  const identity = { id: run.run.id, owner, receivedAt: new Date(receivedAt) };
  const { summary } = derivedRows(identity, derivedRecord(evaluate(run), state), state);
  const store = {
    findSubmission: async () => ({ body: JSON.stringify(run), summary, floors: state.floors }),
  };
  const detail = await readSubmission({ store, submissionUrl: (id) => id }, run.run.id);
  return (detail?.measurements ?? []).map((each) => ({
    value:
      each.computeFlopsPerSecond ?? each.bandwidthBytesPerSecond ?? each.durationSeconds?.median,
    evidence: each.evidence,
  }));
}

interface ShownFigure {
  readonly value: number | undefined;
  readonly evidence: FigureEvidence | undefined;
}

/** Evidence as the wire has it. */
function sentEvidence({ floor, level }: Evidence): FigureEvidence {
  if (floor === undefined) return { level };
  const { dtype, kernel, provedAt, unitsPerSecond } = floor;
  return { level, proof: { kernel, dtype, floor: unitsPerSecond, provedAt } };
}

async function expectOneFigure(
  run: Submission,
  floors: readonly ProvedFloor[] = [],
): Promise<void> {
  const { paths } = evaluate(run);
  const state = { ...signed, floors };
  const board = boardFigures(run, state);
  const shown = await shownFigures(run, state);
  for (const path of paths) {
    const { device, facts, peaks } = path;
    const evidence = evidenceOf(path, paths, state).map(sentEvidence);
    peaks.forEach(({ measurement, value }, index) => {
      expect(shown[measurement.index]).toEqual({ value, evidence: evidence[index] });
    });
    if (peaks.length === 0) continue;
    const row = board.find(
      ({ backend, slug }) => backend === facts.backend && slug === device.facts.slug,
    );
    const values = byHeadline(peaks, ({ value }) => value);
    expect(JSON.parse(JSON.stringify(row?.sent), (_key, value) => value?.value ?? value)).toEqual(
      JSON.parse(JSON.stringify(values)),
    );
    const stands = byHeadline(
      peaks.map(({ dtype, peak }, index) => ({ dtype, peak, evidence: evidence[index] })),
      (peak) => peak.evidence,
    );
    expect(
      JSON.parse(JSON.stringify(row?.sent), (_key, value) => value?.evidence ?? value),
    ).toEqual(JSON.parse(JSON.stringify(stands)));
  }
}

test('a run has one figure and one evidence of it: evaluated, on its page, recomputed, on the board', async () => {
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
      const { measurements, paths } = evaluate(run);
      // Of every second figure a proof, which carries two claims of three.
      const floors = paths.flatMap(({ given, peaks }) =>
        peaks.flatMap(({ dtype, kernel, value }, index) =>
          (index + seed) % 2 === 0
            ? []
            : {
                ...{ path: given.id, kernel, dtype, provedAt: receivedAt },
                unitsPerSecond: (index % 3 === 0 ? 0.5 : 0.9) * value,
              },
        ),
      );
      await expectOneFigure(run, floors);
      for (const path of paths)
        for (const { level } of evidenceOf(path, paths, { tier: 'T1', floors })) seen.add(level);
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
  const kinds = ['memory', 'cache', 'noisy', 'bandwidth read', 'bandwidth triad'];
  for (const each of [...kinds, 'proved', 'claimed', 'within-figures']) {
    expect(seen).toContain(each);
  }
});
