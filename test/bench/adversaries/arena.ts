import type {
  DeviceDetail,
  Figure,
  Leaderboard,
  LeaderboardEntry,
} from '@ridgeline/schema/responses';
import type { OkMeasurement, Submission } from '@ridgeline/schema/submission';
import { letPass } from '../../api/let-pass.ts';
import { newOwner, type Owner, signedHeaders } from '../../api/signing.ts';
import { type Api, startApi } from '../../api/start-api.ts';
import { validSubmission } from '../../support/valid-submission.ts';
import { seededRandom } from '../synthetic-submission.ts';

/** As in production, but for new keys: one day here is short, and who waits for days may make many. */
const variables = {
  CLIENT_ADDRESS_HEADER: 'X-Test-Address',
  UNSIGNED_RUNS_PER_DAY: '40',
  RUNS_PER_DAY: '1000',
  NEW_KEYS_PER_DAY: '1000',
  CHALLENGES_PER_HOUR: '600',
  KEY_CHALLENGES_PER_HOUR: '120',
};

/** Cores of the processor whose name does not tell them, an i9-13900K. */
const coresOfUnnumbered = 24;

const sizes = [64, 128, 192, 256, 384, 512, 640, 768];
/** Isolates trust what they read for a second. */
const trustedMilliseconds = 1100;

/** Somebody with a key and an address. */
export interface Participant {
  readonly owner: Owner | undefined;
  readonly address: string;
}

/** CPU seconds of this process, which runs the attackers' programs; the API has processes of its own. */
export async function cpuSecondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { system, user } = process.cpuUsage(before);
  return (system + user) / 1e6;
}

/** The real API in workerd over a real Postgres, with what attackers and judges ask of it. */
export class Arena {
  readonly api: Api;
  readonly random: () => number;
  #networks = 0;

  private constructor(api: Api, seed: number) {
    this.api = api;
    this.random = seededRandom(seed);
  }

  static async open(seed: number): Promise<Arena> {
    return new Arena(await startApi(variables), seed);
  }

  /** Somebody new, from a network that nobody had before. */
  newcomer(): Participant {
    this.#networks += 1;
    const address = `10.${this.#networks >> 8}.${this.#networks & 255}.1`;
    return { owner: newOwner(), address };
  }

  /** A run of a CPU with a curve over products, with the noise that a machine has. */
  runOf(name: string, flopsPerSecond: number): Submission {
    const run = validSubmission();
    // A sheet knows the cores of a name, and a run of another count would be held for that alone.
    const physicalCores = Number(/(\d+)-Core/.exec(name)?.[1] ?? coresOfUnnumbered);
    Object.assign(run.devices[0] ?? {}, { name, physicalCores, logicalCores: 2 * physicalCores });
    Object.assign(run.softwarePaths[0] ?? {}, { threads: 1 });
    const measurements = sizes.map((n): OkMeasurement => {
      const seconds = ((2 * n ** 3) / flopsPerSecond) * (1 + 0.02 * (this.random() - 0.5));
      const samples = [1.01, 0.997, 1.003, 1, 0.999].map((factor) => factor * seconds);
      return {
        ...{ outcome: 'ok', kernel: 'matmul', dtype: 'f32', path: 'cpu0-wasm' },
        size: { m: n, n, k: n },
        durationSeconds: { median: seconds, samples },
        ...{ executionsPerSample: 1, relativeError: 1e-7 },
      };
    });
    return { ...run, measurements };
  }

  async send(run: Submission, { address, owner }: Participant): Promise<Response> {
    const body = JSON.stringify(run);
    return fetch(new URL('/v1/submissions', this.api.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': run.run.id,
        'x-test-address': address,
        ...(owner === undefined ? {} : signedHeaders(owner, body)),
      },
      body,
    });
  }

  /** Owners of a device around a speed, each from its own network, whose keys are old enough to count. */
  async honestOwners(name: string, count: number, flopsPerSecond: number): Promise<string> {
    let slug = '';
    for (let index = 0; index < count; index++) {
      const speed = flopsPerSecond * (1 + 0.02 * (this.random() - 0.5));
      slug = await this.sendAndFind(this.runOf(name, speed), this.newcomer());
    }
    await this.letPass(8);
    return slug;
  }

  /** Send a run that must be taken; the slug of its device. */
  async sendAndFind(run: Submission, participant: Participant): Promise<string> {
    const answer = await this.send(run, participant);
    if (answer.status > 202) throw new Error(await answer.text());
    await answer.arrayBuffer();
    const stored = await fetch(new URL(`/v1/submissions/${run.run.id}`, this.api.url));
    const { devices } = (await stored.json()) as { devices: { slug: string }[] };
    return devices[0]?.slug ?? '';
  }

  /** Some days pass for keys and networks; the schedule runs once. */
  letPass(days: number): Promise<void> {
    return letPass(this.api, days);
  }

  async #get<T>(path: string): Promise<T> {
    await new Promise((resolve) => setTimeout(resolve, trustedMilliseconds));
    const answer = await fetch(new URL(path, this.api.url));
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Measured rows of a device. */
  async measured(slug: string): Promise<readonly LeaderboardEntry[]> {
    const { entries } = await this.#get<DeviceDetail>(`/v1/devices/${slug}`);
    return entries.filter(({ basis }) => basis === 'measured');
  }

  /** The f32 products of a device, as the board has them. */
  async figureOf(slug: string): Promise<Figure> {
    const figure = (await this.measured(slug))[0]?.peaks.computeFlopsPerSecond.f32;
    if (figure === undefined) throw new Error(`The board has no products of ${slug}.`);
    return figure;
  }

  /** Rows of the board for a sort, ranked and measured. */
  async ranked(sort: string): Promise<readonly LeaderboardEntry[]> {
    const query = `basis=measured&limit=500&sort=${sort}`;
    const { entries } = await this.#get<Leaderboard>(`/v1/leaderboard?${query}`);
    return entries.filter(({ rank }) => rank !== null);
  }

  /** How many measured rows the board has, and the median of seconds that a fresh read of it takes. */
  async board(): Promise<{ rows: number; seconds: number }> {
    const seconds: number[] = [];
    let rows = 0;
    for (let count = 0; count < 5; count++) {
      await new Promise((resolve) => setTimeout(resolve, trustedMilliseconds));
      const began = performance.now();
      const answer = await fetch(new URL('/v1/leaderboard?basis=measured', this.api.url));
      ({ entryCount: rows } = (await answer.json()) as Leaderboard);
      seconds.push((performance.now() - began) / 1000);
    }
    return { rows, seconds: seconds.sort((a, b) => a - b)[2] ?? Number.NaN };
  }

  async close(): Promise<void> {
    await this.api.stop();
  }
}
