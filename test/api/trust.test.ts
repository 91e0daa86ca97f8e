import { createHash, createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { challengeKindOf } from '@ridgeline/kernels/verification/challenge-kinds';
import { keyOfHex } from '@ridgeline/kernels/verification/challenge-seed';
import { blockDigest } from '@ridgeline/kernels/verification/read-array';
import type { Commitment } from '@ridgeline/schema/challenge';
import { leaderboard } from '@ridgeline/schema/responses';
import type { Submission } from '@ridgeline/schema/submission';
import { applicationUrl } from '@ridgeline/stack/application-role';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshRunId } from '../support/valid-submission.ts';
import { letPass } from './let-pass.ts';
import { modestBandwidth, modestRun } from './modest-run.ts';
import {
  type AnswerOf,
  type AskedChallenge,
  askChallenge,
  challengeBody,
  commitTo,
  honestAnswer,
  openPicks,
  productAnswer,
  proveFigure,
  readAnswer,
  runPass,
  startClock,
} from './prover.ts';
import { newOwner, type Owner, sendSubmission, signatureOf, signedHeaders } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

const maintainerToken = 'a-token-of-the-maintainer';
const signingSecret = 'a-secret-of-the-server-of-32-bytes';
const path = 'cpu0-wasm';
/** A claim that the smallest product proves even on a busy machine. */
const provable = 2e5;

let api: Api;

beforeAll(async () => {
  api = await startApi({
    MAINTAINER_TOKEN_SHA256: createHash('sha256').update(maintainerToken).digest('hex'),
    SIGNING_SECRET: signingSecret,
  });
});

afterAll(async () => {
  await api?.stop();
});

interface Event {
  readonly status: string;
  readonly tier: string;
  readonly reasons: string[];
  readonly actor: string;
}

async function newestEvent(id: string): Promise<Event | undefined> {
  const answer = await fetch(new URL(`/v1/submissions/${id}/events`, api.url));
  return ((await answer.json()) as { events: Event[] }).events[0];
}

async function problemOf(answer: Response): Promise<string> {
  const body = (await answer.json()) as { type?: string };
  return `${answer.status} ${body.type?.split('/').at(-1)}`;
}

type Lie = (challenge: AskedChallenge) => AnswerOf;

const product = (run: Submission, unitsPerSecond = provable) =>
  ({ kind: 'product-f32', unitsPerSecond, run, path }) as const;

const reading = (run: Submission) =>
  ({ kind: 'read', unitsPerSecond: modestBandwidth, run, path }) as const;

/** Send a run, have what waits judged, and see what became of it: its proofs are judged with it. */
async function settled(run: Submission, owner: Owner): Promise<Event | undefined> {
  expect((await sendSubmission(api.url, run, owner)).status).toBe(201);
  for (let attempt = 0; attempt < 80; attempt++) {
    const [row] = await api.query<{ proofs: number; decisions: number }>(
      `select (select count(*)::int from proofs join commitments c using (challenge_id)
         join submissions s on s.id = c.run_id and s.owner = c.owner where c.run_id = $1) as proofs,
       (select count(*)::int from submission_events where submission_id = $1 and actor = 'verifier')
         as decisions`,
      [run.run.id],
    );
    if (row !== undefined && row.decisions >= row.proofs) break;
    await setTimeout(100);
  }
  return newestEvent(run.run.id);
}

/** A run that claims a product and a bandwidth, and proves both, honestly or not. */
async function proveBoth(
  lies: { readonly product?: Lie; readonly read?: Lie },
  owner = newOwner(),
  claim = provable,
): Promise<Event | undefined> {
  const run = modestRun(claim);
  const ofProduct = await proveFigure(api.url, owner, product(run, claim), lies.product);
  expect(ofProduct.status, await ofProduct.text()).toBe(202);
  const ofRead = await proveFigure(api.url, owner, reading(run), lies.read);
  expect(ofRead.status, await ofRead.text()).toBe(202);
  return settled(run, owner);
}

/** A token with other content, sealed with the server's own secret. */
function resealed(token: string, change: (content: Record<string, string>) => void): string {
  const content = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  change(content);
  const body = Buffer.from(JSON.stringify(content));
  const seal = createHmac('sha256', `challenge\0${signingSecret}`).update(body).digest();
  return `${body.toString('base64url')}.${seal.subarray(0, 16).toString('base64url')}`;
}

/** Prove a run's product with a clock that was started so long ago. */
async function startedEarlier(ageSeconds: number): Promise<Event | undefined> {
  const [owner, run] = [newOwner(), modestRun(provable, 0)];
  const asked = await askChallenge(api.url, owner, product(run));
  const begin = async (root?: string) => {
    const started = await startClock(api.url, asked.issued.token, root);
    const token = resealed(started.token, (content) => {
      const at = Date.parse(content.startedAt ?? '') - ageSeconds * 1000;
      content.startedAt = new Date(at).toISOString();
    });
    return { ...started, token };
  };
  const { token, ...pass } = await runPass(asked, begin, honestAnswer(asked));
  const request = { token, runId: run.run.id, path, root: pass.root };
  const held = (await (await commitTo(api.url, owner, request)).json()) as Commitment;
  expect((await openPicks(api.url, owner, held, pass)).status).toBe(202);
  return settled(run, owner);
}

const halfOf: Lie = ({ counts, kind }) =>
  productAnswer(kind, counts.places, (entry) => entry % 2 === 0);

describe('a challenge', () => {
  test('that was met makes a run verified, tier T2', async () => {
    expect(await proveBoth({})).toMatchObject({
      ...{ actor: 'verifier', status: 'verified', tier: 'T2' },
    });
  });

  test('met for half of the entries fails the run, and its key is not believed for a day', async () => {
    const owner = newOwner();
    const failed = { status: 'failed', reasons: ['digest-mismatch'] };
    expect(await proveBoth({ product: halfOf }, owner)).toMatchObject(failed);
    expect(await proveBoth({}, owner)).toMatchObject({
      ...{ status: 'accepted', tier: 'T1', reasons: ['earlier-proof-failed'] },
    });
  });

  test('met with less exact products fails the run', async () => {
    const rounded: Lie = ({ counts, kind }) => {
      const exact = productAnswer(kind, counts.places);
      return async (round, key) => {
        const answer = await exact(round, key);
        // What products of TF32 would be off by.
        const floats = new Float32Array(answer.buffer);
        for (const [entry, value] of floats.entries()) floats[entry] = value + 2 ** -12;
        return answer;
      };
    };
    expect(await proveBoth({ product: rounded })).toMatchObject({ status: 'failed' });
  });

  test('is as large as the claim needs, and proves no higher one', async () => {
    const claim = 1e11;
    const [owner, run] = [newOwner(), modestRun(claim, 0)];
    const size = async (unitsPerSecond: number) =>
      (await askChallenge(api.url, owner, product(run, unitsPerSecond))).counts;
    expect(await size(provable)).toEqual({ places: 256, rounds: 1 });
    const { places, rounds } = await size(claim);
    // The host's memory bounds it here.
    expect(2 * places ** 3 * rounds).toBeGreaterThan(1e8);
    await proveFigure(api.url, owner, product(run));
    expect(await settled(run, owner)).toMatchObject({
      ...{ status: 'accepted', tier: 'T1', reasons: ['above-floor'] },
    });
  });

  test('that had expired leaves the run signed, with the reason', async () => {
    const justInTime = await startedEarlier(890);
    expect(justInTime).toMatchObject({ tier: 'T1', reasons: ['above-floor'] });
    expect(await startedEarlier(901)).toMatchObject({
      ...{ status: 'accepted', tier: 'T1', reasons: ['challenge-expired'] },
    });
  });

  test('is redeemed once, by its own key, started and unchanged', async () => {
    const [owner, run] = [newOwner(), modestRun(provable)];
    const { issued } = await askChallenge(api.url, owner, product(run));
    const { token } = await startClock(api.url, issued.token);
    const request = { token, runId: freshRunId(), path, root: 'ab'.repeat(32) };
    const commit = async (by: Owner, changed: object = {}) =>
      problemOf(await commitTo(api.url, by, { ...request, ...changed }));
    expect(await commit(newOwner())).toBe('403 challenge-key-mismatch');
    expect(await commit(owner, { token: issued.token })).toBe('422 challenge-invalid');
    const [body = '', seal = ''] = token.split('.');
    const content = JSON.parse(Buffer.from(body, 'base64url').toString());
    const cheaper = Buffer.from(JSON.stringify({ ...content, rounds: 0 })).toString('base64url');
    expect(await commit(owner, { token: `${cheaper}.${seal}` })).toBe('422 challenge-invalid');
    expect((await commitTo(api.url, owner, request)).status).toBe(201);
    expect(await commit(owner)).toBe('409 challenge-used');
  });

  test('is asked for by whoever signs, of a kind that there is', async () => {
    const owner = newOwner();
    const ask = async (body: string, headers: Record<string, string>) =>
      problemOf(
        await fetch(new URL('/v1/challenges', api.url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        }),
      );
    const body = challengeBody(product(modestRun(provable)));
    expect(await ask(body, {})).toBe('401 signature-missing');
    const forCommitments = signedHeaders(owner, body, 'ridgeline-commit-v1');
    expect(await ask(body, forCommitments)).toBe('401 signature-invalid');
    for (const other of ['matmul', 'product-f64', '']) {
      const changed = body.replace('product-f32', other);
      const headers = signedHeaders(owner, changed, 'ridgeline-challenge-v1');
      expect(await ask(changed, headers), other).toBe('422 schema-violation');
    }
  });

  test('is opened by its own key with what was committed to, or not kept', async () => {
    const [owner, run] = [newOwner(), modestRun(provable)];
    const asked = await askChallenge(api.url, owner, product(run));
    const begin = (root?: string) => startClock(api.url, asked.issued.token, root);
    const { token, ...pass } = await runPass(asked, begin, honestAnswer(asked));
    const request = { token, runId: run.run.id, path, root: pass.root };
    const held = (await (await commitTo(api.url, owner, request)).json()) as Commitment;
    const stranger = await openPicks(api.url, newOwner(), held, pass);
    expect(await problemOf(stranger)).toBe('403 challenge-key-mismatch');
    const [first, ...others] = held.picks;
    const elsewhere = { ...first, round: 0, leaf: (first?.leaf ?? 0) ^ 1 };
    const other = await openPicks(api.url, owner, { ...held, picks: [elsewhere, ...others] }, pass);
    expect(await problemOf(other)).toBe('422 proof-not-committed');
    expect((await openPicks(api.url, owner, held, pass)).status).toBe(202);
    expect(await problemOf(await openPicks(api.url, owner, held, pass))).toBe('409 challenge-used');
  });

  test('that is committed to and never opened counts as failed', async () => {
    const [owner, run] = [newOwner(), modestRun(provable)];
    const { issued } = await askChallenge(api.url, owner, product(run));
    const { token } = await startClock(api.url, issued.token);
    await commitTo(api.url, owner, { token, runId: freshRunId(), path, root: 'ab'.repeat(32) });
    await api.query(
      `insert into commitments (challenge_id, run_id, path, owner, suite, seed, start_key, kind, n,
         repetitions, started_at, committed_at, root, picks)
       select gen_random_uuid(), gen_random_uuid(), path, owner, suite, seed, start_key, kind, n,
         repetitions, started_at - interval '1 hour', committed_at - interval '1 hour', root, picks
       from commitments order by committed_at desc limit 1`,
    );
    await api.workers.runScheduled('ridgeline-api');
    expect(await proveBoth({}, owner)).toMatchObject({ reasons: ['earlier-proof-failed'] });
  });

  test('cannot be used to discredit the run of somebody else', async () => {
    const [owner, stranger, run] = [newOwner(), newOwner(), modestRun(provable)];
    await proveFigure(api.url, stranger, product(run), halfOf);
    expect(await settled(run, owner)).toMatchObject({ status: 'accepted', actor: 'intake' });
  });

  test('of a run may be tried three times, and no more', async () => {
    const [owner, run] = [newOwner(), modestRun(provable)];
    for (let pass = 0; pass < 3; pass++) {
      expect((await proveFigure(api.url, owner, product(run))).status).toBe(202);
    }
    await expect(proveFigure(api.url, owner, product(run))).rejects.toThrow('too-many-commitments');
  });
});

describe('a claim about memory', () => {
  const lie =
    (digestOf: (words: Int32Array, key: readonly [number, number], block: number) => number): Lie =>
    ({ counts, issued }) =>
      readAnswer(counts.places, keyOfHex(issued.seed), digestOf);

  test('is proved by streaming a fresh array, or the run stays signed', async () => {
    const [owner, run] = [newOwner(), modestRun(provable)];
    await proveFigure(api.url, owner, product(run));
    expect(await settled(run, owner)).toMatchObject({
      ...{ tier: 'T1', reasons: ['bandwidth-unproved'] },
    });
  });

  test('with digests made up for half of the blocks fails the run', async () => {
    const half = lie((words, key, block) => (block % 2 === 0 ? blockDigest(words, key) : block));
    expect(await proveBoth({ read: half })).toMatchObject({ status: 'failed' });
  });

  test('with all passes under one key, which one reading can serve, fails the run', async () => {
    const fused = lie((words) => blockDigest(words, [1, 2]));
    expect(await proveBoth({ read: fused })).toMatchObject({ status: 'failed' });
  });

  test('with an array that was filled before fails the run', async () => {
    const old: Lie = ({ counts }) => readAnswer(counts.places, [3, 4]);
    expect(await proveBoth({ read: old })).toMatchObject({ status: 'failed' });
  });

  test('must say what its array holds before the clock starts', async () => {
    const { issued } = await askChallenge(api.url, newOwner(), reading(modestRun(provable)));
    await expect(startClock(api.url, issued.token)).rejects.toThrow('schema-violation');
    expect(challengeKindOf('read').isFilled).toBe(true);
  });
});

describe('five verified owners', () => {
  test('give a device a rank, and verified runs hide unverified ones', async () => {
    for (let count = 0; count < 5; count++) await proveBoth({});
    await sendSubmission(api.url, modestRun(9e11), newOwner());
    await letPass(api, 8);
    const answer = await fetch(new URL('/v1/leaderboard?basis=measured&sort=bandwidth', api.url));
    const { entries } = leaderboard.parse(await answer.json());
    const entry = entries.find(({ device }) => device.slug === 'amd-epyc-9654');
    expect(entry).toMatchObject({ isPreliminary: false, isHeadline: true, rank: 1 });
    expect(entry?.tier).toMatch(/^T[23]$/);
    expect(entry?.peaks.computeFlopsPerSecond.f32?.value).toBeCloseTo(provable, -1);
  });
});

describe('owners', () => {
  const erase = (id: string, owner: Owner) =>
    fetch(new URL(`/v1/submissions/${id}`, api.url), {
      method: 'DELETE',
      headers: {
        'ridgeline-key': owner.publicKey,
        'ridgeline-signature': signatureOf(owner, id, 'ridgeline-erase-v1'),
      },
    });

  test('erase what is theirs, and only that, for good', async () => {
    const owner = newOwner();
    const run = modestRun(provable);
    await sendSubmission(api.url, run, owner);
    const { id } = run.run;
    expect(await problemOf(await erase(id, newOwner()))).toBe('404 not-found');
    // Several at once, as when one is sent again: each finds it there or gone.
    const answers = await Promise.all(Array.from({ length: 8 }, () => erase(id, owner)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(204);
    expect(statuses.filter((status) => status !== 204 && status !== 404)).toEqual([]);
    expect((await fetch(new URL(`/v1/submissions/${id}`, api.url))).status).toBe(404);
    for (const table of ['submissions', 'submission_summaries']) {
      expect(await api.query(`select from ${table} where id = $1`, [id]), table).toEqual([]);
    }
    for (const table of ['submission_events', 'submission_paths', 'peak_measurements']) {
      const rows = await api.query(`select from ${table} where submission_id = $1`, [id]);
      expect(rows, table).toEqual([]);
    }
    expect(await problemOf(await sendSubmission(api.url, run, owner))).toBe('410 erased');
  });

  test('take their figures off the board with an erased run', async () => {
    const owner = newOwner();
    const runs = [3e5, 5e5].map((rate) => {
      const run = modestRun(rate);
      Object.assign(run.devices[0] ?? {}, { name: 'Erased CPU' });
      return run;
    });
    for (const run of runs) await sendSubmission(api.url, run, owner);
    const figure = async () => {
      const answer = await fetch(new URL('/v1/leaderboard?search=erased+cpu', api.url));
      const [entry] = leaderboard.parse(await answer.json()).entries;
      return entry?.peaks.computeFlopsPerSecond.f32?.value;
    };
    expect(await figure()).toBeCloseTo(4e5, -1);
    expect((await erase(runs[0]?.run.id ?? '', owner)).status).toBe(204);
    expect(await figure()).toBeCloseTo(5e5, -1);
    expect((await erase(runs[1]?.run.id ?? '', owner)).status).toBe(204);
    expect(await figure()).toBeUndefined();
  });

  test('a submission signature does not erase', async () => {
    const owner = newOwner();
    const run = modestRun(provable);
    await sendSubmission(api.url, run, owner);
    const { id } = run.run;
    const answer = await fetch(new URL(`/v1/submissions/${id}`, api.url), {
      method: 'DELETE',
      headers: {
        'ridgeline-key': owner.publicKey,
        'ridgeline-signature': signatureOf(owner, id),
      },
    });
    expect(await problemOf(answer)).toBe('401 signature-invalid');
  });

  test('a revoked key sends nothing more', async () => {
    const owner = newOwner();
    const raw = Buffer.from(owner.publicKey, 'base64url');
    const name = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    const revoke = (by: Owner) =>
      fetch(new URL(`/v1/keys/${name}`, api.url), {
        method: 'DELETE',
        headers: {
          'ridgeline-key': by.publicKey,
          'ridgeline-signature': signatureOf(by, name, 'ridgeline-revoke-v1'),
        },
      });
    expect(await problemOf(await revoke(newOwner()))).toBe('403 forbidden');
    expect((await revoke(owner)).status).toBe(204);
    const answer = await sendSubmission(api.url, modestRun(provable), owner);
    expect(await problemOf(answer)).toBe('403 key-revoked');
  });

  test('more than 500 runs a day of one key are told to wait', async () => {
    const owner = newOwner();
    const raw = Buffer.from(owner.publicKey, 'base64url');
    const name = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    await api.query(
      `insert into submissions select gen_random_uuid(), body, encode(sha256(convert_to(body, 'UTF8')),
        'hex'), 'k', 's', $1, now() from (select 'x' || g || $1 as body
        from generate_series(1, 500) g) bodies`,
      [name],
    );
    const answer = await sendSubmission(api.url, modestRun(provable), owner);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(await problemOf(answer)).toBe('429 rate-limited');
  });
});

describe('the database', () => {
  test('lets the Worker add to what was received, and neither change nor remove it', async () => {
    const client = new pg.Client({ connectionString: await applicationUrl(api.databaseUrl) });
    await client.connect();
    const denied = async (statement: string) =>
      expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    try {
      const appendOnly = ['submissions', 'submission_events', 'commitments', 'proofs', 'verdicts'];
      for (const table of [...appendOnly, 'revoked_keys', 'erasures']) {
        await client.query(`select from ${table} limit 1`);
        await denied(`delete from ${table}`);
        await denied(`truncate ${table}`);
        await denied(`drop table ${table}`);
      }
      await denied('update submissions set body = body');
      await denied(`update submission_events set status = 'verified'`);
      await denied('update verdicts set is_valid = true');
      await denied('alter table submissions disable trigger all');
      await denied('create table mine (id integer)');
    } finally {
      await client.end();
    }
  });
});

describe('moderation', () => {
  const reported = { status: 'quarantined', reasons: ['reported'], detail: 'Two reports.' };
  const moderate = (id: string, authorization?: string, decision: object = reported) =>
    fetch(new URL(`/v1/submissions/${id}/moderation`, api.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify(decision),
    });

  test('is closed to everybody but the maintainer', async () => {
    const run = modestRun(provable);
    await sendSubmission(api.url, run, newOwner());
    const { id } = run.run;
    expect(await problemOf(await moderate(id))).toBe('401 unauthorized');
    expect(await problemOf(await moderate(id, 'Bearer not-the-right-token'))).toBe('403 forbidden');
    expect(await problemOf(await moderate(id, `Basic ${maintainerToken}`))).toBe(
      '401 unauthorized',
    );
    expect(await newestEvent(id)).toMatchObject({ actor: 'intake' });
  });

  test('takes a run off the board with a public reason, and rebuilding keeps the decision', async () => {
    const run = modestRun(provable);
    Object.assign(run.devices[0] ?? {}, { name: 'Moderated CPU' });
    await sendSubmission(api.url, run, newOwner());
    const onBoard = async () => {
      const answer = await fetch(new URL('/v1/leaderboard?search=moderated', api.url));
      return leaderboard.parse(await answer.json()).entryCount;
    };
    expect(await onBoard()).toBe(1);
    expect((await moderate(run.run.id, `Bearer ${maintainerToken}`)).status).toBe(200);
    expect(await onBoard()).toBe(0);
    expect(await newestEvent(run.run.id)).toMatchObject({
      actor: 'maintainer',
      status: 'quarantined',
      reasons: ['reported'],
    });
    // The bodies that filled the quota are no submissions; they have no events and are not derived.
    const result = JSON.parse(await api.script('rebuild.ts', '--dry-run'));
    expect(result.identical).toBe(true);
  });

  test('vouches for the maintainers’ own runs: tier T4, on the run and on the board', async () => {
    const run = modestRun(9e11);
    Object.assign(run.devices[0] ?? {}, { name: 'Maintained CPU' });
    const unsigned = modestRun(9e11);
    await sendSubmission(api.url, run, newOwner());
    await sendSubmission(api.url, unsigned);
    const own = { status: 'accepted', reasons: [], detail: 'Measured in our lab.', tier: 'T4' };
    const token = `Bearer ${maintainerToken}`;
    for (const [id, decision] of [
      [unsigned.run.id, own],
      [run.run.id, { ...own, status: 'quarantined' }],
    ] as const) {
      expect(await problemOf(await moderate(id, token, decision))).toBe('422 schema-violation');
    }
    expect((await moderate(run.run.id, token, own)).status).toBe(200);
    expect(await newestEvent(run.run.id)).toMatchObject({ status: 'verified', tier: 'T4' });
    const onBoard = async () => {
      const answer = await fetch(new URL('/v1/leaderboard?search=maintained', api.url));
      return leaderboard.parse(await answer.json()).entries[0]?.tier;
    };
    expect(await onBoard()).toBe('T4');
    expect((await moderate(run.run.id, token)).status).toBe(200);
    expect(await onBoard()).toBeUndefined();
    // What was withdrawn for a while comes back as what it was.
    const back = { status: 'accepted', reasons: [], detail: 'The reports were wrong.' };
    expect((await moderate(run.run.id, token, back)).status).toBe(200);
    expect(await onBoard()).toBe('T4');
  });
});
