import { createHash } from 'node:crypto';
import type { Commitment } from '@ridgeline/schema/challenge';
import { leaderboard } from '@ridgeline/schema/responses';
import { applicationUrl } from '@ridgeline/stack/application-role';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshRunId } from '../support/valid-submission.ts';
import { modestRun } from './modest-run.ts';
import { askChallenge, commitTo, openPicks, runPass } from './prover.ts';
import { newOwner, type Owner, sendSubmission, signatureOf } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

const maintainerToken = 'a-token-of-the-maintainer';
const size = { n: 64, repetitions: 4 };
const path = 'cpu0-wasm';
/** A claim that the small pass proves even on a busy machine. */
const provable = 2e5;

let api: Api;

beforeAll(async () => {
  api = await startApi({
    MAINTAINER_TOKEN_SHA256: createHash('sha256').update(maintainerToken).digest('hex'),
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

/** The whole protocol for one run; the pass computes what `isComputed` names. */
async function prove(
  owner: Owner,
  claimFlopsPerSecond: number,
  isComputed?: (place: number) => boolean,
): Promise<Event | undefined> {
  const run = modestRun(claimFlopsPerSecond);
  const challenge = await askChallenge(api.url, owner, size);
  const pass = await runPass(challenge, isComputed);
  const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
  const answer = await commitTo(api.url, owner, request);
  expect(answer.status).toBe(201);
  const proof = await openPicks(api.url, (await answer.json()) as Commitment, pass, size.n);
  expect(proof.status).toBe(202);
  expect((await sendSubmission(api.url, run, owner)).status).toBe(201);
  await api.workers.runScheduled('ridgeline-api');
  return newestEvent(run.run.id);
}

describe('a challenge', () => {
  test('that was met makes a run verified, tier T2', async () => {
    expect(await prove(newOwner(), provable)).toMatchObject({
      actor: 'verifier',
      status: 'verified',
      tier: 'T2',
    });
  });

  test('met for half of the rows fails the run', async () => {
    expect(await prove(newOwner(), provable, (place) => place % 2 === 0)).toMatchObject({
      status: 'failed',
      reasons: ['digest-mismatch'],
    });
  });

  test('does not verify a claim beyond what was proved', async () => {
    expect(await prove(newOwner(), 1e11)).toMatchObject({
      status: 'accepted',
      tier: 'T1',
      reasons: ['above-floor'],
    });
  });

  test('is redeemed once, by its own key, unchanged', async () => {
    const owner = newOwner();
    const challenge = await askChallenge(api.url, owner, size);
    const request = { token: challenge.token, runId: freshRunId(), path, root: 'ab'.repeat(32) };
    const other = await commitTo(api.url, newOwner(), request);
    expect(await problemOf(other)).toBe('403 challenge-key-mismatch');
    const [body = '', seal = ''] = challenge.token.split('.');
    const content = JSON.parse(Buffer.from(body, 'base64url').toString());
    const cheaper = Buffer.from(JSON.stringify({ ...content, repetitions: 999_999 }));
    const forged = { ...request, token: `${cheaper.toString('base64url')}.${seal}` };
    expect(await problemOf(await commitTo(api.url, owner, forged))).toBe('422 challenge-invalid');
    expect((await commitTo(api.url, owner, request)).status).toBe(201);
    expect(await problemOf(await commitTo(api.url, owner, request))).toBe('409 challenge-used');
  });

  test('cannot be used to discredit the run of somebody else', async () => {
    const [owner, stranger] = [newOwner(), newOwner()];
    const run = modestRun(provable);
    const challenge = await askChallenge(api.url, stranger, size);
    const pass = await runPass(challenge, () => false);
    const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
    const commitment = (await (await commitTo(api.url, stranger, request)).json()) as Commitment;
    await openPicks(api.url, commitment, pass, size.n);
    await sendSubmission(api.url, run, owner);
    await api.workers.runScheduled('ridgeline-api');
    expect(await newestEvent(run.run.id)).toMatchObject({ status: 'accepted', actor: 'intake' });
  });
});

describe('five verified owners', () => {
  test('give a device a rank, and verified runs hide unverified ones', async () => {
    for (let count = 0; count < 5; count++) await prove(newOwner(), provable);
    await sendSubmission(api.url, modestRun(9e11), newOwner());
    const answer = await fetch(new URL('/v1/leaderboard?basis=measured', api.url));
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
    expect((await erase(id, owner)).status).toBe(204);
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
  const moderate = (id: string, authorization?: string) =>
    fetch(new URL(`/v1/submissions/${id}/moderation`, api.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify({
        status: 'quarantined',
        reasons: ['reported'],
        detail: 'Two reports.',
      }),
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
});
