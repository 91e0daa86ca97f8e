import type { Submission } from '@ridgeline/schema/submission';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshRunId, validSubmission } from '../support/valid-submission.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => {
  await api?.stop();
});

/** One request: which run's key, which of the bodies with that run id. */
const request = fc.record({ key: fc.nat({ max: 2 }), body: fc.nat({ max: 1 }) });

async function send(document: Submission): Promise<{ status: number; id: string | undefined }> {
  const answer = await fetch(new URL('/v1/submissions', api.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': document.run.id },
    body: JSON.stringify(document),
  });
  const { id } = (await answer.json()) as { id?: string };
  return { status: answer.status, id };
}

test('however requests race, a key holds one body: one 201, replays 200, other bodies 422', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Waves are concurrent inside and follow each other.
      fc.array(fc.array(request, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      async (waves) => {
        const documents = [0, 1, 2].map(() => {
          const first = validSubmission();
          first.run.id = freshRunId();
          const second = { ...first, run: { ...first.run, agentVersion: '0.1.1' } };
          return [first, second] as const;
        });
        const winners = new Map<number, number>();
        for (const wave of waves) {
          const answers = await Promise.all(
            wave.map(async ({ body, key }) => {
              const document = documents[key]?.[body];
              if (document === undefined) throw new Error('no such document');
              return { key, body, ...(await send(document)) };
            }),
          );
          for (const { body, key, status } of answers) {
            if (status !== 201) continue;
            expect(winners.has(key)).toBe(false);
            winners.set(key, body);
          }
          for (const { body, id, key, status } of answers) {
            if (status === 201) continue;
            expect(status).toBe(winners.get(key) === body ? 200 : 422);
            expect(id === undefined).toBe(status === 422);
          }
        }
        for (const [key, body] of winners) {
          const document = documents[key]?.[body];
          const rows = await api.query<{ body: string }>(
            'select body from submissions where id = $1',
            [document?.run.id],
          );
          expect(rows).toEqual([{ body: JSON.stringify(document) }]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
