import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  leaderboard,
  type SubmissionSummary,
  submissionDetail,
  submissionPage,
  submissionReceipt,
} from '@ridgeline/schema/responses';
import { type Submission, submission } from '@ridgeline/schema/submission';
import { checkoutFolder } from '@ridgeline/stack/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshRunId, validSubmission } from '../support/valid-submission.ts';
import { newOwner, sendSubmission, signedHeaders } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => {
  await api?.stop();
});

/** A run of a catalogued CPU whose rates are `factor` times those of the usual one. */
function run(factor = 1): Submission {
  const document = validSubmission();
  const [device] = document.devices;
  if (device === undefined) throw new Error('the valid submission has a device');
  device.name = 'AMD EPYC 9654 96-Core Processor';
  Object.assign(device, { physicalCores: 96, logicalCores: 192 });
  // Its rates are those of one thread.
  Object.assign(document.softwarePaths[0] ?? {}, { threads: 1 });
  for (const measurement of document.measurements) {
    if (measurement.outcome !== 'ok') continue;
    const { durationSeconds } = measurement;
    durationSeconds.samples = durationSeconds.samples.map((seconds) => seconds / factor);
    durationSeconds.median /= factor;
    for (const rate of ['bandwidthBytesPerSecond', 'computeFlopsPerSecond'] as const) {
      if (measurement[rate] !== undefined) measurement[rate] *= factor;
    }
  }
  return document;
}

async function measured() {
  const answer = await fetch(new URL('/v1/leaderboard?basis=measured', api.url));
  return leaderboard.parse(await answer.json()).entries;
}

async function bandwidthOf(slug: string): Promise<number | undefined> {
  const entries = await measured();
  return entries.find(({ device }) => device.slug === slug)?.peaks.bandwidthBytesPerSecond?.value;
}

describe('one submission', () => {
  test('an unsigned one is T0, a signed one T1 with an owner', async () => {
    const unsigned = await sendSubmission(api.url, run());
    expect(unsigned.status).toBe(201);
    expect(submissionReceipt.parse(await unsigned.json()).tier).toBe('T0');
    const document = run();
    const signed = await sendSubmission(api.url, document, newOwner());
    expect(submissionReceipt.parse(await signed.json())).toMatchObject({
      tier: 'T1',
      status: 'accepted',
    });
    const detail = await fetch(new URL(`/v1/submissions/${document.run.id}`, api.url));
    expect(submissionDetail.parse(await detail.json()).owner).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the raw body is kept byte for byte', async () => {
    const document = run();
    await sendSubmission(api.url, document);
    const [row] = await api.query<{ body: string }>('select body from submissions where id = $1', [
      document.run.id,
    ]);
    expect(row?.body).toBe(JSON.stringify(document));
  });

  test('a body changed by one byte after signing is refused and not stored', async () => {
    const document = run();
    const body = JSON.stringify(document);
    const answer = await fetch(new URL('/v1/submissions', api.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': document.run.id,
        ...signedHeaders(newOwner(), body),
      },
      body: body.replace('"quick"', '"full"'),
    });
    expect(answer.status).toBe(401);
    const gone = await fetch(new URL(`/v1/submissions/${document.run.id}`, api.url));
    expect(gone.status).toBe(404);
  });

  test('the same body under another key is a duplicate', async () => {
    const document = run();
    await sendSubmission(api.url, document);
    const answer = await fetch(new URL('/v1/submissions', api.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': freshRunId() },
      body: JSON.stringify(document),
    });
    expect(answer.status).toBe(409);
    expect(((await answer.json()) as { type: string }).type).toContain('duplicate-submission');
  });

  test('a hundred at once are one row: one 201, the rest 200', async () => {
    const document = run();
    const owner = newOwner();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => sendSubmission(api.url, document, owner)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(99);
  });

  test('twenty at once of a device that nobody had sent are all stored, in one row each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => {
        const document = run();
        Object.assign(document.devices[0] ?? {}, { name: 'Unheard-of CPU' });
        return sendSubmission(api.url, document, newOwner());
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    const board = await fetch(new URL('/v1/leaderboard?search=unheard', api.url));
    const { entries } = leaderboard.parse(await board.json());
    expect(entries).not.toEqual([]);
    expect(entries.map(({ ownerCount }) => ownerCount)).toEqual(entries.map(() => 20));
  });
});

/** The time of a UUID version 7, in milliseconds, as it begins with it. */
function idPrefix(time: number): string {
  return time.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-');
}

describe('a payload that an older agent sent', () => {
  const folder = join(checkoutFolder, 'test', 'golden');
  test.each(readdirSync(folder))(
    '%s is taken for ever, and its peaks are on the board',
    async (file) => {
      const document = submission.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
      const answer = await sendSubmission(api.url, document, newOwner());
      expect(answer.status).toBe(201);
      const { entries } = leaderboard.parse(
        await (await fetch(new URL('/v1/leaderboard?basis=measured&limit=500', api.url))).json(),
      );
      const own = entries.find(({ submissionId }) => submissionId === document.run.id);
      expect(Object.keys(own?.peaks.computeFlopsPerSecond ?? {})).toContain('f32');
      expect(own?.peaks.bandwidthBytesPerSecond?.basis).toBe('measured');
    },
  );
});

describe('the board', () => {
  test('is the median over owners of the median of their runs', async () => {
    const slug = 'amd-epyc-9654';
    const bandwidth = 4.5e10;
    const honest = [1, 1.02, 0.98, 1.01, 0.99];
    for (const factor of honest) {
      const owner = newOwner();
      for (const each of [factor, factor * 0.9, factor * 1.1]) {
        expect((await sendSubmission(api.url, run(each), owner)).status).toBe(201);
      }
    }
    expect((await bandwidthOf(slug)) ?? 0).toBeCloseTo(bandwidth, -7);
    const stuffer = newOwner();
    for (let count = 0; count < 20; count++) {
      expect((await sendSubmission(api.url, run(3), stuffer)).status).toBe(201);
    }
    expect((await bandwidthOf(slug)) ?? 0).toBeLessThan(1.01 * bandwidth);
    const [row] = (await measured()).filter(({ device }) => device.slug === slug);
    // Unsigned runs no longer count once signed ones are there.
    expect(row).toMatchObject({ tier: 'T1', isPreliminary: true, rank: null });
    expect(row?.peaks.bandwidthBytesPerSecond?.interval?.confidence).toBeGreaterThan(0.9);
  });

  test('quarantined runs leave it as it is', async () => {
    const before = await measured();
    const answer = await sendSubmission(api.url, run(100), newOwner());
    expect(answer.status).toBe(202);
    expect(await measured()).toEqual(before);
  });

  test('concurrent runs of one device are all counted', async () => {
    const name = 'Some Unlisted CPU';
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => {
        const document = validSubmission();
        Object.assign(document.devices[0] ?? {}, { name });
        return sendSubmission(api.url, document, newOwner());
      }),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const row = (await measured()).find(({ device }) => device.name === name);
    expect(row).toMatchObject({ ownerCount: 24, runCount: 24, rank: null });
  });
});

describe('storage', () => {
  test('raw bodies and events cannot be changed or removed', async () => {
    for (const statement of [
      `update submissions set body = '{}'`,
      'delete from submissions',
      'truncate submissions',
      `update submission_events set status = 'verified'`,
      'delete from submission_events',
    ]) {
      await expect(api.query(statement), statement).rejects.toThrow('append-only');
    }
  });

  test.each(['NaN', 'Infinity', '-1', '0'])('no column takes %s for a rate', async (value) => {
    await expect(
      api.query(`update peak_measurements set value = '${value}'::float8`),
    ).rejects.toThrow('violates check constraint');
  });

  test('everything derived is rebuilt from raw, identically', async () => {
    const rows = await measured();
    const result = JSON.parse(await api.script('rebuild.ts')) as {
      identical: boolean;
      after: { name: string; rows: number }[];
    };
    expect(result.identical).toBe(true);
    expect(result.after.every((table) => table.rows > 0)).toBe(true);
    expect(await measured()).toEqual(rows);
  });
});

describe('submissions as a list', () => {
  const pages = async (first: string) => {
    const found: SubmissionSummary[] = [];
    let next: string | null = first;
    while (next !== null) {
      const answer: Response = await fetch(new URL(next, api.url));
      found.push(...submissionPage.parse(await answer.json()).submissions);
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null;
    }
    return found;
  };

  test('pages from new to old without gaps or repeats, signed and unsigned ones apart', async () => {
    const unsigned = validSubmission();
    // Its sender's clock is a day behind; it still arrives last.
    unsigned.run.id = unsigned.run.id.replace(/^.{13}/, idPrefix(Date.now() - 20 * 3600 * 1000));
    await sendSubmission(api.url, validSubmission());
    await sendSubmission(api.url, unsigned);
    const signedRuns = await pages('/v1/submissions?limit=7');
    const unsignedRuns = await pages('/v1/submissions?limit=1&tier=T0');
    expect(unsignedRuns[0]?.id).toBe(unsigned.run.id);
    expect(signedRuns.every(({ owner }) => owner !== null)).toBe(true);
    expect(unsignedRuns.every(({ owner, tier }) => owner === null && tier === 'T0')).toBe(true);
    const ids = [...signedRuns, ...unsignedRuns].map(({ id }) => id);
    const [count] = await api.query<{ count: number }>(
      'select count(*)::int as count from submissions',
    );
    expect(ids).toHaveLength(count?.count ?? -1);
    expect(new Set(ids).size).toBe(ids.length);
    for (const list of [signedRuns, unsignedRuns]) {
      const times = list.map(({ receivedAt }) => receivedAt);
      expect(times).toEqual(times.toSorted().reverse());
    }
  });
});
