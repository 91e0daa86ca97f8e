import type { Owner } from '../api/signing.ts';
import { sendSubmission } from '../api/signing.ts';
import { operations } from '../support/openapi-answers.ts';
import { validSubmission } from '../support/valid-submission.ts';

async function post(url: URL, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** Values that requests hand back, taken from answers, so that mutations reach behind the first checks. */
export async function liveValues(url: URL, owner: Owner): Promise<Record<string, string>> {
  const run = validSubmission();
  await sendSubmission(url, run, owner);
  const asking = operations.find(({ name }) => name === 'post /v1/challenges');
  const example = asking?.operation.requestBody?.content['application/json']?.example;
  const challenge = await post(url, '/v1/challenges', { ...example, publicKey: owner.publicKey });
  const page = await fetch(new URL('/v1/devices?limit=1', url));
  const { devices } = (await page.json()) as { devices: { slug: string }[] };
  return {
    id: run.run.id,
    runId: run.run.id,
    slug: devices[0]?.slug ?? 'nothing',
    publicKey: owner.publicKey,
    challengeId: String(challenge.id),
    token: String(challenge.token),
  };
}
