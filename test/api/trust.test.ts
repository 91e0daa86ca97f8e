import { createHash, createHmac } from 'node:crypto';
import { blockDigest, firstKey } from '@ridgeline/kernels/verification/challenge-read';
import { challengeSeed } from '@ridgeline/kernels/verification/challenge-seed';
import type { Commitment, IssuedChallenge } from '@ridgeline/schema/challenge';
import { leaderboard } from '@ridgeline/schema/responses';
import { applicationUrl } from '@ridgeline/stack/application-role';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshRunId } from '../support/valid-submission.ts';
import { letPass } from './let-pass.ts';
import { modestRun } from './modest-run.ts';
import { askChallenge, commitTo, openPicks, type Pass, runPass } from './prover.ts';
import { type IssuedRead, runReadPass } from './read-prover.ts';
import { newOwner, type Owner, sendSubmission, signatureOf } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

const maintainerToken = 'a-token-of-the-maintainer';
const signingSecret = 'a-secret-of-the-server-of-32-bytes';
const size = { kernel: 'matmul', rows: 64, repetitions: 4 } as const;
/** 64 MiB, read once after it was mixed; twice where keys matter. */
const readSize = { kernel: 'read', blocks: 256, passes: 2 } as const;
const path = 'cpu0-wasm';
/** A claim that the small pass proves even on a busy machine. */
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

/** The challenge as if it had been issued so long ago, sealed with the server's own secret. */
function issuedEarlier<Challenge extends IssuedChallenge>(
  challenge: Challenge,
  ageSeconds: number,
): Challenge {
  if (ageSeconds === 0) return challenge;
  const content = JSON.parse(
    Buffer.from(challenge.token.split('.')[0] ?? '', 'base64url').toString(),
  );
  for (const field of ['issuedAt', 'expiresAt']) {
    content[field] = new Date(Date.parse(content[field]) - ageSeconds * 1000).toISOString();
  }
  const body = Buffer.from(JSON.stringify(content));
  const seal = createHmac('sha256', `challenge\0${signingSecret}`).update(body).digest();
  const token = `${body.toString('base64url')}.${seal.subarray(0, 16).toString('base64url')}`;
  return { ...challenge, token };
}

/** Commit to an array that was streamed, and open what was drawn. */
async function proveRead(
  owner: Owner,
  runId: string,
  read: (challenge: IssuedRead) => Promise<Pass>,
): Promise<void> {
  const challenge = await askChallenge(api.url, owner, readSize);
  const pass = await read(challenge);
  const request = { token: challenge.token, runId, path, root: pass.root };
  const answer = await commitTo(api.url, owner, request);
  expect(answer.status).toBe(201);
  const proof = await openPicks(api.url, (await answer.json()) as Commitment, pass);
  expect(proof.status).toBe(202);
}

/** The whole protocol for one run; the pass computes what `isComputed` names. */
async function prove(
  owner: Owner,
  claimFlopsPerSecond: number,
  isComputed?: (place: number) => boolean,
  ageSeconds = 0,
  read?: (challenge: IssuedRead) => Promise<Pass>,
): Promise<Event | undefined> {
  const run = modestRun(claimFlopsPerSecond, read === undefined ? 0 : undefined);
  const challenge = issuedEarlier(await askChallenge(api.url, owner, size), ageSeconds);
  const pass = await runPass(challenge, isComputed);
  const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
  const answer = await commitTo(api.url, owner, request);
  expect(answer.status).toBe(201);
  const proof = await openPicks(api.url, (await answer.json()) as Commitment, pass);
  expect(proof.status).toBe(202);
  if (read !== undefined) await proveRead(owner, run.run.id, read);
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

  test('that had expired leaves the run signed, with the reason', async () => {
    const justInTime = await prove(newOwner(), provable, undefined, 890);
    expect(justInTime).toMatchObject({ tier: 'T1', reasons: ['above-floor'] });
    expect(await prove(newOwner(), provable, undefined, 901)).toMatchObject({
      status: 'accepted',
      tier: 'T1',
      reasons: ['challenge-expired'],
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
    const cheaper = Buffer.from(JSON.stringify({ ...content, size: { ...size, repetitions: 3 } }));
    const forged = { ...request, token: `${cheaper.toString('base64url')}.${seal}` };
    expect(await problemOf(await commitTo(api.url, owner, forged))).toBe('422 challenge-invalid');
    expect((await commitTo(api.url, owner, request)).status).toBe(201);
    expect(await problemOf(await commitTo(api.url, owner, request))).toBe('409 challenge-used');
  });

  test('says which kernel it is about, and is opened with the places of that one', async () => {
    const owner = newOwner();
    const ask = (asked: object) =>
      fetch(new URL('/v1/challenges', api.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ publicKey: owner.publicKey, suite: 'ridgeline-1', ...asked }),
      });
    for (const asked of [
      { rows: 64, repetitions: 4 },
      { ...size, rows: 8192 },
      { ...size, kernel: 'read' },
      { ...readSize, rows: 64 },
    ]) {
      expect(await problemOf(await ask(asked))).toBe('422 schema-violation');
    }
    const { token } = await askChallenge(api.url, owner, size);
    const request = { token, runId: freshRunId(), path, root: 'ab'.repeat(32) };
    const held = (await (await commitTo(api.url, owner, request)).json()) as Commitment;
    expect(held.kernel).toBe('matmul');
    const read = await runReadPass(await askChallenge(api.url, owner, { ...readSize, blocks: 64 }));
    const opened = await openPicks(
      api.url,
      { ...held, kernel: 'read', picks: [{ pass: 0, block: 0 }] },
      read,
    );
    expect(await problemOf(opened)).toBe('422 schema-violation');
  });

  test('cannot be used to discredit the run of somebody else', async () => {
    const [owner, stranger] = [newOwner(), newOwner()];
    const run = modestRun(provable);
    const challenge = await askChallenge(api.url, stranger, size);
    const pass = await runPass(challenge, () => false);
    const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
    const commitment = (await (await commitTo(api.url, stranger, request)).json()) as Commitment;
    await openPicks(api.url, commitment, pass);
    await sendSubmission(api.url, run, owner);
    await api.workers.runScheduled('ridgeline-api');
    expect(await newestEvent(run.run.id)).toMatchObject({ status: 'accepted', actor: 'intake' });
  });
});

describe('a claim about memory', () => {
  const proveBoth = (read: (challenge: IssuedRead) => Promise<Pass>) =>
    prove(newOwner(), provable, undefined, 0, read);

  test('is proved by streaming a fresh array, or the run stays signed', async () => {
    expect(await proveBoth(runReadPass)).toMatchObject({ status: 'verified', tier: 'T2' });
    const owner = newOwner();
    const run = modestRun(provable);
    const challenge = await askChallenge(api.url, owner, size);
    const pass = await runPass(challenge);
    const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
    const commitment = (await (await commitTo(api.url, owner, request)).json()) as Commitment;
    await openPicks(api.url, commitment, pass);
    await sendSubmission(api.url, run, owner);
    await api.workers.runScheduled('ridgeline-api');
    expect(await newestEvent(run.run.id)).toMatchObject({
      tier: 'T1',
      reasons: ['bandwidth-unproved'],
    });
  });

  test('with digests made up for half of the blocks fails the run', async () => {
    const half = (challenge: IssuedRead) =>
      runReadPass(challenge, (words, key, block) =>
        block % 2 === 0 ? blockDigest(words, key) : Uint32Array.of(block, key[0]),
      );
    expect(await proveBoth(half)).toMatchObject({ status: 'failed', reasons: ['digest-mismatch'] });
  });

  test('with all passes under the first key, which one reading can serve, fails the run', async () => {
    const fused = async (challenge: IssuedRead) => {
      const first = firstKey(challengeSeed(challenge.seed));
      return runReadPass(challenge, (words) => blockDigest(words, first));
    };
    expect(await proveBoth(fused)).toMatchObject({
      status: 'failed',
      reasons: ['digest-mismatch'],
    });
  });

  test('is not proved by an array that a cache holds', async () => {
    const owner = newOwner();
    const run = modestRun(provable);
    const small = { ...readSize, blocks: 64 };
    const challenge = await askChallenge(api.url, owner, small);
    const pass = await runReadPass(challenge);
    const request = { token: challenge.token, runId: run.run.id, path, root: pass.root };
    const answer = await commitTo(api.url, owner, request);
    await openPicks(api.url, (await answer.json()) as Commitment, pass);
    await sendSubmission(api.url, run, owner);
    await api.workers.runScheduled('ridgeline-api');
    expect(await newestEvent(run.run.id)).toMatchObject({ tier: 'T1', reasons: ['above-floor'] });
  });
});

describe('five verified owners', () => {
  test('give a device a rank, and verified runs hide unverified ones', async () => {
    const proveBoth = () => prove(newOwner(), provable, undefined, 0, runReadPass);
    for (let count = 0; count < 5; count++) await proveBoth();
    await sendSubmission(api.url, modestRun(9e11), newOwner());
    await letPass(api, 8);
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
