import type { DeviceDetail, Figure } from '@ridgeline/schema/responses';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../bench/synthetic-submission.ts';
import { validSubmission } from '../support/valid-submission.ts';
import { letPass } from './let-pass.ts';
import { newOwner, type Owner, signedHeaders } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;
const random = seededRandom(11);

beforeAll(async () => {
  api = await startApi({ CLIENT_ADDRESS_HEADER: 'X-Test-Address' });
});

afterAll(async () => {
  await api?.stop();
});

const sizes = [64, 128, 192, 256, 384, 512, 640, 768];
const names: Record<string, string> = {
  stuffed: 'AMD Ryzen 9 7950X 16-Core Processor',
  copied: 'AMD EPYC 9654 96-Core Processor',
  young: 'AMD Ryzen 7 7700X 8-Core Processor',
};

/** The last run that was sent of each device. */
const lastRuns: Record<string, string> = {};

/** A product, with the noise that a machine has. */
function product(n: number, flopsPerSecond: number, noise: number): OkMeasurement {
  const seconds = ((2 * n ** 3) / flopsPerSecond) * (1 + noise * (random() - 0.5));
  return {
    ...{ outcome: 'ok', kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm' },
    size: { m: n, n, k: n },
    durationSeconds: {
      median: seconds,
      samples: [1.01, 0.997, 1.003, 1, 0.999].map((factor) => factor * seconds),
    },
    ...{ executionsPerSample: 1, relativeError: 1e-7 },
  };
}

function runOf(device: string, flopsPerSecond: number, noise = 0.02): Submission {
  const run = validSubmission();
  Object.assign(run.devices[0] ?? {}, { name: names[device] });
  lastRuns[device] = run.run.id;
  return { ...run, measurements: sizes.map((n) => product(n, flopsPerSecond, noise)) };
}

async function send(run: Submission, owner: Owner, address: string): Promise<void> {
  const body = JSON.stringify(run);
  const answer = await fetch(new URL('/v1/submissions', api.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': run.run.id,
      'x-test-address': address,
      ...signedHeaders(owner, body),
    },
    body,
  });
  expect(answer.status, await answer.text()).toBe(201);
}

async function slugOf(device: string): Promise<string> {
  const rows = await api.query<{ slug: string }>(
    "select device ->> 'slug' as slug from submission_paths where submission_id = $1",
    [lastRuns[device]],
  );
  return rows[0]?.slug ?? '';
}

async function figureOf(device: string): Promise<Figure> {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const slug = await slugOf(device);
  const answer = await fetch(new URL(`/v1/devices/${slug}`, api.url));
  const { entries } = (await answer.json()) as DeviceDetail;
  const measured = entries.find(({ basis }) => basis === 'measured');
  expect(measured?.rank).toBeNull();
  const figure = measured?.peaks.computeFlopsPerSecond.f32;
  if (figure === undefined) throw new Error(`no figure of ${slug}`);
  return figure;
}

describe('owners of a device', () => {
  const honest = 5e11;

  test('count a week after their first run, and not before', async () => {
    for (let network = 1; network <= 10; network++) {
      const speed = honest * (1 + 0.02 * (random() - 0.5));
      await send(runOf('stuffed', speed), newOwner(), `10.1.${network}.1`);
    }
    expect(await figureOf('stuffed')).toMatchObject({ ownerCount: 10, independentOwnerCount: 0 });
    await letPass(api, 6);
    expect((await figureOf('stuffed')).independentOwnerCount).toBe(0);
    await letPass(api, 1.5);
    expect(await figureOf('stuffed')).toMatchObject({ ownerCount: 10, independentOwnerCount: 10 });
  });

  test('who depend on each other move nothing, 100 of them and for ever so long', async () => {
    const before = (await figureOf('stuffed')).value;
    for (let host = 1; host <= 100; host++) {
      await send(runOf('stuffed', 3 * honest), newOwner(), `10.1.1.${host}`);
    }
    expect((await figureOf('stuffed')).value).toBe(before);
    await letPass(api, 8);
    const after = await figureOf('stuffed');
    expect(after.value).toBe(before);
    expect(after.independentOwnerCount).toBe(10);
  });

  test('three independent liars of thirteen move the figure by two percent at most', async () => {
    const before = (await figureOf('stuffed')).value;
    for (let network = 1; network <= 3; network++) {
      const liar = newOwner();
      for (let run = 0; run < 5; run++) {
        await send(runOf('stuffed', 3 * honest), liar, `10.2.${network}.1`);
      }
    }
    await letPass(api, 8);
    const { independentOwnerCount, value } = await figureOf('stuffed');
    expect(independentOwnerCount).toBe(13);
    expect(Math.abs(value / before - 1)).toBeLessThanOrEqual(0.02);
  });

  test('who send one curve are one voice, whatever their networks and whatever they multiply it by', async () => {
    const original = runOf('copied', 5e11);
    await send(original, newOwner(), '10.3.1.1');
    for (let network = 2; network <= 6; network++) {
      const copy = runOf('copied', 5e11);
      copy.measurements = (original.measurements as OkMeasurement[]).map((each) => {
        const factor = 1 / (1 + network / 50) + 1e-3 * (random() - 0.5);
        const scaled = (seconds: number): number => seconds * factor;
        const { median, samples } = each.durationSeconds;
        const durationSeconds = { median: scaled(median), samples: samples.map(scaled) };
        return { ...each, durationSeconds };
      });
      await send(copy, newOwner(), `10.3.${network}.1`);
    }
    await letPass(api, 8);
    expect(await figureOf('copied')).toMatchObject({ ownerCount: 1, independentOwnerCount: 1 });
    // Who measured really is somebody of its own.
    await send(runOf('copied', 5.1e11), newOwner(), '10.3.77.1');
    await letPass(api, 8);
    expect((await figureOf('copied')).independentOwnerCount).toBe(2);
  });

  test('are shown, unranked, while none of them counts', async () => {
    for (let network = 1; network <= 6; network++) {
      await send(runOf('young', 1e12), newOwner(), `10.4.${network}.1`);
    }
    expect(await figureOf('young')).toMatchObject({ ownerCount: 6, independentOwnerCount: 0 });
  });

  test('are rebuilt as they were, and names of networks are forgotten after 90 days', async () => {
    const rebuilt = JSON.parse(await api.script('rebuild.ts')) as { identical?: boolean };
    expect(rebuilt.identical).toBe(true);
    const count = async () =>
      (await api.query<{ count: number }>('select count(*)::int from owner_networks'))[0]?.count;
    expect(await count()).toBeGreaterThan(0);
    await letPass(api, 91);
    expect(await count()).toBe(0);
  });
});
