/**
 * Cheats against honest runs through the built API, stuffing against a device's median, and adversaries that
 * search: `npm run bench:trust -- --cheats 300 --honest 300 --seed 1 --json`.
 */
import { parseArgs } from 'node:util';
import type { Submission } from '@ridgeline/schema/submission';
import { modestRun } from '../api/modest-run.ts';
import { type AskedChallenge, proveFigure } from '../api/prover.ts';
import { newOwner, type Owner, sendSubmission } from '../api/signing.ts';
import { type Api, startApi } from '../api/start-api.ts';
import { meetAdversaries } from './adversaries/meet-adversaries.ts';
import { buildApi } from './build-api.ts';
import { seededRandom } from './synthetic-submission.ts';
import {
  type Answering,
  cheats,
  honestReader,
  honestRunner,
  path,
  provable,
  type Strategy,
} from './trust-strategies.ts';

const { values } = parseArgs({
  options: {
    cheats: { type: 'string', default: '200' },
    honest: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [cheatCount = 0, honestCount = 0, seed = 1] = [values.cheats, values.honest, values.seed].map(
  Number,
);
if (!(cheatCount > 0 && honestCount > 0 && Number.isFinite(seed))) {
  console.error('--cheats and --honest take a number above 0, --seed takes a number.');
  process.exit(2);
}

/** Every so many honest runs has a bandwidth to prove, which takes a hundred times as long in JavaScript. */
const readerInterval = 8;

/** Senders at the same time. */
const clientCount = 8;

interface Attempt {
  readonly strategy: Strategy;
  readonly id: string;
  readonly isRefused: boolean;
}

async function attempt(api: Api, strategy: Strategy, random: () => number): Promise<Attempt> {
  const owner = newOwner();
  const run = strategy.run();
  const isRefused: boolean[] = [];
  const prove = async (kind: string, unitsPerSecond: number, answering: Answering) => {
    const claim = { kind, unitsPerSecond, run, path };
    const answerOf = (asked: AskedChallenge) => answering(asked, random);
    const proof = await proveFigure(api.url, owner, claim, answerOf);
    await proof.arrayBuffer();
    isRefused.push(!proof.ok);
  };
  await prove('product-f32', strategy.claimFlopsPerSecond, strategy.product);
  if (strategy.read !== undefined) {
    await prove('read', strategy.claimBytesPerSecond, strategy.read);
  }
  const sent = await sendSubmission(api.url, run, owner);
  await sent.arrayBuffer();
  isRefused.push(sent.status !== 201);
  return { strategy, id: run.run.id, isRefused: isRefused.includes(true) };
}

async function drainOutbox(api: Api): Promise<void> {
  for (;;) {
    await api.workers.runScheduled('ridgeline-api');
    const [row] = await api.query<{ count: number }>(
      `select count(*)::int as count from proofs p join commitments c using (challenge_id)
       join submissions s on s.id = c.run_id left join verdicts v using (challenge_id)
       where v.challenge_id is null`,
    );
    if (row?.count === 0) return;
  }
}

/** How far three owners at three times the speed move the median of ten honest owners. */
async function stuffing(api: Api, random: () => number): Promise<number> {
  const name = 'Stuffed CPU';
  const send = async (owner: Owner, factor: number): Promise<void> => {
    const run: Submission = modestRun(provable * factor, 0);
    Object.assign(run.devices[0] ?? {}, { name });
    await (await sendSubmission(api.url, run, owner)).arrayBuffer();
  };
  const median = async (): Promise<number> => {
    await api.query('select pool_stale_groups()');
    const [row] = await api.query<{ value: number }>(
      `select value from entry_peaks join board_groups on id = group_id
       where device_slug like 'unlisted-stuffed-cpu%' and peak = 'compute-f32'`,
    );
    return row?.value ?? Number.NaN;
  };
  for (let count = 0; count < 10; count++) await send(newOwner(), 1 + 0.02 * (random() - 0.5));
  const before = await median();
  for (let count = 0; count < 3; count++) {
    const fake = newOwner();
    for (let run = 0; run < 10; run++) await send(fake, 3);
  }
  return Math.abs((await median()) / before - 1);
}

await buildApi();
const api = await startApi();
try {
  const random = seededRandom(seed);
  const attempts: Attempt[] = [];
  const attemptBoth = async (index: number): Promise<void> => {
    // Of its own, so that the order in which requests end changes nothing.
    const own = seededRandom(seed * 1_000_003 + index);
    if (index < honestCount) {
      const honest = index % readerInterval === 0 ? honestReader : honestRunner;
      attempts.push(await attempt(api, honest, own));
    }
    const cheat = cheats[index % cheats.length];
    if (index < cheatCount && cheat !== undefined) {
      attempts.push(await attempt(api, cheat, own));
    }
  };
  const count = Math.max(cheatCount, honestCount);
  let next = 0;
  const runClient = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      await attemptBoth(index);
      // As the cron does each minute, in the middle of what arrives.
      if (index % 32 === 31) await api.workers.runScheduled('ridgeline-api');
    }
  };
  await Promise.all(Array.from({ length: clientCount }, runClient));
  await drainOutbox(api);
  const verified = new Set(
    (
      await api.query<{ id: string }>(
        `select id from submission_summaries where tier in ('T2', 'T3', 'T4')`,
      )
    ).map(({ id }) => id),
  );
  const ofCheats = attempts.filter(({ strategy }) => cheats.includes(strategy));
  const ofHonest = attempts.filter(({ strategy }) => !cheats.includes(strategy));
  const caught = ofCheats.filter(({ id }) => !verified.has(id));
  const report = {
    seed,
    cheats: {
      count: ofCheats.length,
      caughtRatio: caught.length / ofCheats.length,
      byKind: Object.fromEntries(
        cheats.map(({ name }) => {
          const own = ofCheats.filter(({ strategy }) => strategy.name === name);
          const ownCaught = own.filter(({ id }) => !verified.has(id));
          return [name, { count: own.length, caughtRatio: ownCaught.length / own.length }];
        }),
      ),
    },
    honest: {
      count: ofHonest.length,
      refused: ofHonest.filter(({ isRefused }) => isRefused).length,
      unverified: ofHonest.filter(({ id }) => !verified.has(id)).length,
    },
    stuffing: { medianShiftRatio: await stuffing(api, random) },
    ...(await meetAdversaries(seed)),
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    const { cheats: c, honest: h, stuffing: s } = report;
    console.log(`cheats caught: ${c.caughtRatio * 100} % of ${c.count}`);
    console.log(`honest refused: ${h.refused}, unverified: ${h.unverified} of ${h.count}`);
    console.log(`3 of 13 owners at 3x move the median by ${s.medianShiftRatio * 100} %`);
    for (const { detail, name, won } of report.adversaries) {
      console.log(`${won ? 'WON ' : 'lost'} ${name}: ${detail}`);
    }
    const { costToMove5PercentDays: days, costToMove5PercentKeys: keys } = report;
    console.log(`moving a figure by 5 % takes ${keys} keys of as many networks and ${days} days`);
  }
} finally {
  await api.stop();
}
