/**
 * Latency and throughput of the built API in workerd over a filled store:
 * `npm run bench:api -- --rows 10000 [--seconds 5] [--seed 1] [--json]`.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '@ridgeline/statistics/quantile';
import { newOwner, type Owner, signedHeaders } from '../api/signing.ts';
import { type Api, startApi } from '../api/start-api.ts';
import { buildApi } from './build-api.ts';
import { loadSubmissions } from './load-submissions.ts';
import { seededRandom, syntheticSubmission } from './synthetic-submission.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [rowCount, seconds, seed] = [values.rows, values.seconds, values.seed].map(Number);
if (!(Number(rowCount) > 0 && Number(seconds) > 0 && Number.isFinite(seed))) {
  console.error('--rows and --seconds take a number above 0, --seed takes a number.');
  process.exit(2);
}

interface Timing {
  readonly perSecond: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  readonly requests: number;
  readonly errors: number;
}

/** What was sent in one go. */
interface Run {
  readonly durationSeconds: readonly number[];
  readonly elapsedSeconds: number;
  readonly errors: number;
}

/** Requests by `concurrency` clients until the time is over or `next` has no more. */
async function drive(
  concurrency: number,
  limitSeconds: number,
  next: () => (() => Promise<Response>) | undefined,
  isExpected: (status: number) => boolean,
): Promise<Run> {
  const durationSeconds: number[] = [];
  let errors = 0;
  const startedAt = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < limitSeconds * 1000) {
      const send = next();
      if (send === undefined) return;
      const sentAt = performance.now();
      const answer = await send();
      await answer.arrayBuffer();
      durationSeconds.push((performance.now() - sentAt) / 1000);
      if (!isExpected(answer.status)) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return { durationSeconds, elapsedSeconds: (performance.now() - startedAt) / 1000, errors };
}

function perSecond({ durationSeconds, elapsedSeconds }: Run): number {
  return durationSeconds.length / elapsedSeconds;
}

/** All runs as if they had been one. */
function timingOf(runs: readonly Run[]): Timing {
  const sorted = runs.flatMap((run) => run.durationSeconds).toSorted((a, b) => a - b);
  const at = (ratio: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(ratio * sorted.length))] ?? Number.NaN;
  return {
    perSecond: sorted.length / runs.reduce((sum, run) => sum + run.elapsedSeconds, 0),
    p50Seconds: at(0.5),
    p99Seconds: at(0.99),
    requests: sorted.length,
    errors: runs.reduce((sum, run) => sum + run.errors, 0),
  };
}

/** What nobody has called yet is compiled by the first requests, which steady traffic never sees. */
const warmUpSeconds = 0.5;

async function readTimings(api: Api, ids: readonly string[], limitSeconds: number) {
  const reads = async (
    paths: readonly string[],
    extraHeaders: Record<string, string> = {},
    status = 200,
  ) => {
    // The local runtime stands in for the edge and compresses in the same process, which took longer
    // than the Worker itself; deployed, the edge does that elsewhere. The Worker is what is timed.
    const headers = { 'accept-encoding': 'identity', ...extraHeaders };
    // An isolate predicts each workload once. That first answer is its own figure: within a few
    // seconds of timing it would be the slowest hundredth, which steady traffic never sees.
    let firstSeconds = 0;
    for (const path of paths) {
      const sentAt = performance.now();
      await (await fetch(new URL(path, api.url), { headers })).arrayBuffer();
      firstSeconds = Math.max(firstSeconds, (performance.now() - sentAt) / 1000);
    }
    let index = 0;
    const read = (seconds: number) =>
      drive(
        2,
        seconds,
        () => {
          const path = paths[index++ % paths.length] ?? '/';
          return () => fetch(new URL(path, api.url), { headers });
        },
        (answer) => answer === status,
      );
    await read(warmUpSeconds);
    const run = await read(limitSeconds);
    return { ...timingOf([run]), firstSeconds };
  };
  const board = '/v1/leaderboard';
  const etag = (await fetch(new URL(board, api.url))).headers.get('etag') ?? '';
  const slugs = await api.query<{ slug: string }>(
    'select distinct device_slug as slug from device_entries order by 1 limit 50',
  );
  return {
    // What the stack and the machine take for the cheapest query: the tail of the others rests on it.
    health: await reads(['/healthz']),
    leaderboard: await reads([
      board,
      `${board}?workload=llama-3.1-70b--q4_k_m--chat`,
      `${board}?kind=gpu&sort=bandwidth`,
      `${board}?search=rtx`,
    ]),
    notModified: await reads([board], { 'if-none-match': etag }, 304),
    device: await reads(slugs.map(({ slug }) => `/v1/devices/${slug}`)),
    submission: await reads(ids.map((id) => `/v1/submissions/${id}`)),
    submissionList: await reads(['/v1/submissions?limit=50']),
  };
}

/** Rounds in which selects and submissions take turns, so that both meet the same machine. */
const writeRounds = 5;

async function writeTimings(api: Api, limitSeconds: number, random: () => number) {
  const owners: Owner[] = Array.from({ length: 64 }, newOwner);
  let prepared: { body: string; headers: Record<string, string>; key: string }[] = [];
  let made = 0;
  const prepare = (count: number): void => {
    prepared = Array.from({ length: count }, () => {
      const document = syntheticSubmission(2_000_000_000 + made, random);
      const body = JSON.stringify(document);
      const owner = owners[made++ % owners.length] ?? newOwner();
      return { body, headers: signedHeaders(owner, body), key: document.run.id };
    });
  };
  const concurrency = 16;
  // A select by primary key through the same Worker, driver and database.
  const select = (seconds: number) =>
    drive(
      concurrency,
      seconds,
      () => () => fetch(new URL('/healthz', api.url)),
      (status) => status === 200,
    );
  const submit = (seconds: number) => {
    prepare(Math.ceil(seconds * 1000));
    return drive(
      concurrency,
      seconds,
      () => {
        const next = prepared.pop();
        if (next === undefined) return undefined;
        return () =>
          fetch(new URL('/v1/submissions', api.url), {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'idempotency-key': next.key,
              ...next.headers,
            },
            body: next.body,
          });
      },
      (status) => status === 201,
    );
  };
  await select(warmUpSeconds);
  await submit(warmUpSeconds);
  const rounds: { select: Run; submissions: Run }[] = [];
  for (let round = 0; round < writeRounds; round++) {
    const seconds = limitSeconds / writeRounds;
    rounds.push({ select: await select(seconds), submissions: await submit(seconds) });
  }
  const ratios = rounds.map(
    ({ select, submissions }) => perSecond(submissions) / perSecond(select),
  );
  return {
    select: timingOf(rounds.map(({ select }) => select)),
    submissions: timingOf(rounds.map(({ submissions }) => submissions)),
    ratios,
  };
}

/** What the first reader after the submissions pays for all of them. */
async function poolingTiming(api: Api) {
  const [row] = await api.query<{ count: number }>(
    'select count(*)::int as count from stale_groups',
  );
  const startedAt = performance.now();
  await api.query('select pool_stale_groups()');
  return { runCount: row?.count, durationSeconds: (performance.now() - startedAt) / 1000 };
}

/** Least time in which every core of this machine together parses as many bodies, and does nothing else. */
async function parseFloorSeconds(api: Api, ids: readonly string[], count: number): Promise<number> {
  const bodies = await api.query<{ body: string }>(
    'select body from submissions where id = any($1)',
    [ids],
  );
  const rounds = 20;
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) for (const { body } of bodies) JSON.parse(body);
  const { system, user } = process.cpuUsage(before);
  const perBodySeconds = (user + system) / 1e6 / (rounds * bodies.length);
  return (perBodySeconds * count) / availableParallelism();
}

await buildApi();
const api = await startApi();
try {
  const random = seededRandom(Number(seed));
  const loadedAt = performance.now();
  const ids = await loadSubmissions(api.databaseUrl, Number(rowCount), random);
  const loadSeconds = (performance.now() - loadedAt) / 1000;
  // The first rebuild fills the derived tables from raw, the second one proves that it repeats.
  await api.script('rebuild.ts', '--fill');
  const rebuild = JSON.parse(await api.script('rebuild.ts', '--dry-run'));
  await api.query('set statement_timeout = 0');
  // As the server does some minutes after a load; otherwise it would while the reads are timed.
  await api.query('vacuum analyze');
  const reads = await readTimings(api, ids, Number(seconds));
  const { ratios, select, submissions } = await writeTimings(api, Number(seconds), random);
  const pooling = await poolingTiming(api);
  const timings = { ...reads, primaryKeySelect: select, submissions };
  const errors = Object.values(timings).reduce((sum, timing) => sum + timing.errors, 0);
  const report = {
    rows: Number(rowCount),
    seed: Number(seed),
    load: { durationSeconds: loadSeconds },
    ...timings,
    submissions: {
      ...submissions,
      ratioToPrimaryKeySelect: median(ratios),
      ratios,
    },
    pooling,
    rebuild: {
      durationSeconds: rebuild.durationSeconds,
      identical: rebuild.identical,
      cpuSeconds: rebuild.cpuSeconds,
      parseFloorSeconds: await parseFloorSeconds(api, ids, Number(rowCount)),
      phaseSeconds: rebuild.phaseSeconds,
    },
    errors,
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    for (const [name, timing] of Object.entries(timings)) {
      const [p50, p99] = [timing.p50Seconds, timing.p99Seconds].map((s) => (s * 1000).toFixed(1));
      console.log(`${name}: p50 ${p50} ms, p99 ${p99} ms, ${timing.perSecond.toFixed(0)}/s`);
    }
    console.log(`submissions / primary-key selects: ${report.submissions.ratioToPrimaryKeySelect}`);
    console.log(`rebuild: ${rebuild.durationSeconds} s, identical ${rebuild.identical}`);
  }
  if (errors > 0 || !rebuild.identical) process.exitCode = 1;
} finally {
  await api.stop();
}
