import { connect } from 'node:net';
import type { Filter } from '@ridgeline/schema/filters/filter';
import { filters } from '@ridgeline/schema/filters/filters';
import {
  advice,
  comparison,
  deviceDetail,
  devicePage,
  leaderboard,
  submissionPage,
} from '@ridgeline/schema/responses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modestRun } from './modest-run.ts';
import { newOwner, sendSubmission } from './signing.ts';
import { type Api, startApi } from './start-api.ts';

let api: Api;
const run = modestRun(2e5);

beforeAll(async () => {
  api = await startApi();
  await sendSubmission(api.url, run, newOwner());
});

afterAll(async () => {
  await api?.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, api.url), { headers });

describe('the leaderboard', () => {
  const page = async (query: string) =>
    leaderboard.parse(await (await get(`/v1/leaderboard?${query}`)).json());

  test('holds measured, published and spec rows, each figure with its basis', async () => {
    const { entryCountByBasis } = await page('limit=1');
    expect(entryCountByBasis.measured).toBe(1);
    expect(entryCountByBasis.published).toBeGreaterThan(20);
    expect(entryCountByBasis.spec).toBeGreaterThan(250);
    for (const basis of ['measured', 'published', 'spec'] as const) {
      const { entries } = await page(`basis=${basis}&limit=500`);
      for (const entry of entries) {
        expect(entry.basis).toBe(basis);
        expect(entry.peaks.bandwidthBytesPerSecond?.basis).toBe(basis);
        expect(entry.prediction?.basis ?? basis).toBe(basis);
      }
    }
  });

  test('filters are closed, typed and exact; search is literal', async () => {
    for (const entry of (await page('kind=cpu&limit=500')).entries) {
      expect(entry.device.kind).toBe('cpu');
    }
    for (const entry of (await page('vendor=apple&memory=30000000000')).entries) {
      expect(entry.device.vendor).toBe('Apple');
      expect(entry.device.memoryBytes).toBeGreaterThanOrEqual(3e10);
    }
    expect((await page('backend=wasm')).entryCount).toBe(1);
    expect((await page('search=%25')).entryCount).toBe(0);
    expect((await page('search=_')).entryCount).toBe(0);
    expect((await page('search=RTX%204090')).entryCount).toBeGreaterThan(0);
  });

  test('every sort answers, in order, and ranks do not decrease', async () => {
    const sorts = ['decode', 'prefill', 'time-to-first-token', 'bandwidth', 'compute', 'memory'];
    for (const sort of sorts) {
      const { entries } = await page(`sort=${sort}&limit=500`);
      const ranks = entries.flatMap(({ rank }) => rank ?? []);
      expect(ranks[0], sort).toBe(1);
    }
    const { entries } = await page('sort=bandwidth&limit=500');
    const ranked = entries.filter(({ rank }) => rank !== null);
    const values = ranked.map(({ peaks }) => peaks.bandwidthBytesPerSecond?.value ?? 0);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  test('pages are whole and disjoint', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const { entries, entryCount, nextCursor } = await page(
        `limit=150${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(
        ...entries.map((e) => `${e.device.slug} ${e.basis} ${e.softwarePath?.backend ?? ''}`),
      );
      if (nextCursor === null) {
        expect(seen).toHaveLength(entryCount);
        break;
      }
      cursor = nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('is a 304 until a run changes it', async () => {
    const board = '/v1/leaderboard?basis=measured';
    const etag = (await get(board)).headers.get('etag') ?? '';
    expect((await get(board, { 'if-none-match': etag })).status).toBe(304);
    await sendSubmission(api.url, modestRun(3e5), newOwner());
    expect((await get(board, { 'if-none-match': etag })).status).toBe(200);
  });

  test('training and embedding workloads are sorted by what they do', async () => {
    expect((await page('workload=llama-3.1-8b--q4_k_m--lora')).sort).toBe('training');
    expect((await page('workload=llama-3.1-8b--f16--embedding')).sort).toBe('prefill');
  });
});

describe('filters', () => {
  const other = modestRun(2e5);
  Object.assign(other.host, { platform: 'win32' });
  Object.assign(other.devices[0] ?? {}, { name: 'AMD Ryzen 9 7950X 16-Core Processor' });
  Object.assign(other.softwarePaths[0] ?? {}, { driver: 'driver 1.2' });

  const idsOf = async (query: string) => {
    const answer = await get(`/v1/submissions?${query}`);
    const page = submissionPage.parse(await answer.json());
    return page.submissions.map(({ id }) => id);
  };

  test('of runs find what one path of the run meets', async () => {
    await sendSubmission(api.url, other, newOwner());
    const { id } = other.run;
    const all = await idsOf('');
    expect(all.length).toBeGreaterThan(1);
    for (const query of ['os=win32', 'driver=driver%201.2', 'os=win32&vendor=amd']) {
      expect(await idsOf(query), query).toEqual([id]);
    }
    const others = all.filter((each) => each !== id);
    expect(await idsOf('os=linux&kind=cpu&backend=wasm&memory=1000&tier=T1')).toEqual(others);
    for (const query of ['os=darwin', 'backend=webgpu', 'kind=gpu', 'memory=99999999999999']) {
      expect(await idsOf(query), query).toEqual([]);
    }
  });

  test.each(filters.map((filter) => [filter.name, filter] as const))(
    'of the board answer for %s only what it matches, for each of its choices',
    async (name, filter: Filter) => {
      const { control, example, schema } = filter;
      const choices = 'options' in control ? control.options.map(({ id }) => id) : [];
      for (const text of [...choices, String(example ?? 'a')]) {
        const query = `${name}=${encodeURIComponent(text)}&limit=500`;
        const page = leaderboard.parse(await (await get(`/v1/leaderboard?${query}`)).json());
        const value = schema.parse(text);
        expect(page.entries.filter((entry) => !filter.matches(entry, value))).toEqual([]);
        const runs = await get(`/v1/submissions?${query}`);
        expect(runs.status, text).toBe(filter.isOfRun ? 200 : 400);
        const devices = await get(`/v1/devices?${query}`);
        expect(devices.status, text).toBe(filter.subject === 'device' ? 200 : 400);
      }
    },
  );

  test('of the board know the system and the driver of a row', async () => {
    const board = async (query: string) =>
      leaderboard.parse(await (await get(`/v1/leaderboard?${query}`)).json()).entries;
    for (const query of ['os=win32', 'driver=driver%201.2']) {
      const slugs = (await board(query)).map(({ device }) => device.slug);
      expect(slugs, query).toEqual(['amd-ryzen-9-7950x']);
    }
    for (const { tier } of await board('tier=T1')) expect(tier).toBe('T1');
    for (const { prices } of await board('price=500&limit=500')) {
      const paid = prices.filter(({ per }) => per === 'device');
      expect(Math.min(...paid.map(({ amountUsd }) => amountUsd))).toBeLessThanOrEqual(500);
    }
  });

  test('of devices are the same ones', async () => {
    const answer = await get('/v1/devices?kind=gpu&vendor=nvidia&memory=16000000000&price=1000');
    const { devices } = devicePage.parse(await answer.json());
    expect(devices.length).toBeGreaterThan(0);
    for (const device of devices) {
      expect(device).toMatchObject({ kind: 'gpu', vendor: 'NVIDIA' });
      expect(device.memoryBytes).toBeGreaterThanOrEqual(16e9);
    }
  });
});

describe('advice', () => {
  test('every option meets target and budget, cheapest first, with its reason', async () => {
    const answer = await get('/v1/advice?speed=20&users=1&budget=2000');
    const { options, targetTokensPerSecondPerUser } = advice.parse(await answer.json());
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) {
      expect(option.perUserTokensPerSecond).toBeGreaterThanOrEqual(targetTokensPerSecondPerUser);
      expect(option.totalUsd).toBeLessThanOrEqual(2000);
      expect(option.reason.length).toBeGreaterThan(20);
    }
    const bought = options.filter(({ price }) => price?.per === 'device');
    const totals = bought.map(({ totalUsd }) => totalUsd ?? 0);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  });

  test("the asker's own prices take the place of listed ones, and nonsense is refused", async () => {
    const own = encodeURIComponent('nvidia-l4=1,nvidia-l40s=0.5/hour');
    const path = `/v1/advice?speed=10&price=${own}`;
    const { options } = advice.parse(await (await get(path)).json());
    const [cheapest] = options;
    expect(cheapest).toMatchObject({ device: { slug: 'nvidia-l4' }, totalUsd: 1 });
    expect(cheapest?.price).toMatchObject({ source: 'your own', per: 'device' });
    // One dollar over three years of 8766 hours, half of them at work.
    const tokens = (cheapest?.throughputTokensPerSecond.value ?? 0) * 3600 * 3 * 8766 * 0.5;
    expect(cheapest?.costPerMillionTokensUsd).toBeCloseTo(1e6 / tokens, 9);
    for (const price of ['nvidia-l4', 'nothing=5', 'nvidia-l4=0', 'nvidia-l4=-1', 'a=1e9']) {
      const refused = await get(`/v1/advice?price=${encodeURIComponent(price)}`);
      expect(refused.status).toBe(400);
    }
  });

  test('no device reads a trillion parameters out for free', async () => {
    const path = '/v1/advice?workload=kimi-k2-1t--q4_k_m--chat&speed=10';
    const { options } = advice.parse(await (await get(path)).json());
    expect(options.length).toBeGreaterThan(0);
    // A server with terabytes of RAM may do it alone; nobody does it with less than the weights take.
    for (const { device, deviceCount } of options) {
      expect((device.memoryBytes ?? 0) * deviceCount).toBeGreaterThan(1e12 * (4 / 8));
    }
  });
});

describe('badge', () => {
  test('is an SVG that says predicted and on which basis', async () => {
    const answer = await get('/badge/nvidia-geforce-rtx-4090.svg');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(await answer.text()).toMatch(/tokens\/s, predicted \((published|spec)\)/);
    expect((await get('/badge/nothing.svg')).status).toBe(404);
    expect((await get('/badge/nvidia-geforce-rtx-4090')).status).toBe(404);
  });
});

describe('outage', () => {
  test('the same key that met a 503 is stored once the store is free again', async () => {
    const late = modestRun(2e5);
    const owner = newOwner();
    await api.query('begin; lock table submissions in access exclusive mode');
    const during = await sendSubmission(api.url, late, owner);
    expect(during.status).toBe(503);
    expect(Number(during.headers.get('retry-after'))).toBeGreaterThan(0);
    await api.query('rollback');
    expect((await sendSubmission(api.url, late, owner)).status).toBe(201);
  });
});

describe('a serialization failure', () => {
  test('is retried inside, so that the sender sees a 201', async () => {
    // A sequence is not rolled back: the first two attempts fail, whichever connection makes them.
    await api.query(`
      create sequence attempts;
      create function fail_twice() returns trigger language plpgsql security definer as $$
      begin
        if nextval('public.attempts') <= 2 then
          raise exception 'made up' using errcode = '40001';
        end if;
        return new;
      end $$;
      create trigger fail_twice before insert on submission_events
        for each row execute function fail_twice();`);
    try {
      expect((await sendSubmission(api.url, modestRun(2e5), newOwner())).status).toBe(201);
      const [row] = await api.query<{ last: string }>('select last_value as last from attempts');
      expect(row?.last).toBe('3');
    } finally {
      await api.query(`drop trigger fail_twice on submission_events; drop function fail_twice;
        drop sequence attempts`);
    }
  });
});

describe('a device', () => {
  test('shows where it stands and how its runs spread', async () => {
    const answer = await get('/v1/devices/amd-epyc-9654');
    const { distributions, entries, standing } = deviceDetail.parse(await answer.json());
    expect(entries.map(({ basis }) => basis)).toContain('measured');
    const { quantiles = [], runCount } =
      distributions.find(({ peak }) => peak === 'compute-f32') ?? {};
    expect(runCount).toBeGreaterThanOrEqual(1);
    const values = quantiles.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(standing?.deviceCount).toBeGreaterThan(10);
    const board = await get('/v1/leaderboard?kind=gpu&limit=1');
    const best = leaderboard.parse(await board.json()).entries[0]?.device.slug;
    const top = deviceDetail.parse(await (await get(`/v1/devices/${best}`)).json());
    expect(top.standing?.betterThanRatio).toBeGreaterThan(0.95);
  });
});

describe('comparison', () => {
  test('shows devices in the order asked for, and names one that is unknown', async () => {
    const slugs = ['nvidia-geforce-rtx-4090', 'apple-m2-ultra-76-core-gpu'];
    const answer = await get(`/v1/compare?devices=${slugs.join()}`);
    const { devices } = comparison.parse(await answer.json());
    expect(devices.map(({ device }) => device.slug)).toEqual(slugs);
    expect(devices.every(({ entries }) => entries.length > 0)).toBe(true);
    expect((await get('/v1/compare?devices=nothing')).status).toBe(404);
  });
});

describe('a slow sender', () => {
  test('is cut off after half a minute and stored nowhere', async () => {
    const { hostname, port } = api.url;
    const head = [
      'POST /v1/submissions HTTP/1.1',
      `Host: ${hostname}`,
      'Content-Type: application/json',
      `Idempotency-Key: ${run.run.id}`,
      'Content-Length: 5000',
      '',
      '{',
    ].join('\r\n');
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(head));
      const drip = setInterval(() => socket.write(' '), 1000);
      const finish = (text: string) => {
        clearInterval(drip);
        socket.destroy();
        resolve(text);
      };
      socket.once('data', (chunk) => finish(String(chunk)));
      socket.once('error', () => finish(''));
      socket.once('close', () => finish(''));
    });
    expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/);
  }, 60_000);
});
