import type { Owner } from '../api/signing.ts';
import { sendSubmission } from '../api/signing.ts';
import { askExampleChallenge } from '../support/ask-example-challenge.ts';
import { validSubmission } from '../support/valid-submission.ts';

/** Values that requests hand back, taken from answers, so that mutations reach behind the first checks. */
export async function liveValues(url: URL, owner: Owner): Promise<Record<string, string>> {
  const run = validSubmission();
  await sendSubmission(url, run, owner);
  const answer = await askExampleChallenge(url, owner);
  const challenge = (await answer.json()) as Record<string, unknown>;
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
