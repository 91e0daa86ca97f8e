import { createHash } from 'node:crypto';
import pg from 'pg';
import { syntheticSubmission } from './synthetic-submission.ts';

const chunkRows = 2000;
/** Runs of one owner, on average. */
const runsPerOwner = 5;
/** Submissions whose ids are given back, spread over all. */
const sampledRows = 500;

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

interface Chunk {
  readonly ids: string[];
  readonly bodies: string[];
  readonly hashes: string[];
  readonly owners: string[];
}

function chunkOf(start: number, length: number, count: number, random: () => number): Chunk {
  const chunk: Chunk = { ids: [], bodies: [], hashes: [], owners: [] };
  for (let index = start; index < start + length; index++) {
    const document = syntheticSubmission(index, random);
    const body = JSON.stringify(document);
    chunk.ids.push(document.run.id);
    chunk.bodies.push(body);
    chunk.hashes.push(createHash('sha256').update(body).digest('hex'));
    chunk.owners.push(md5(String(Math.floor((random() * count) / runsPerOwner))));
  }
  return chunk;
}

/** Every run proved what it claims of products and of reading. */
const floors = ['matmul', 'read'].map((kernel) => ({
  ...{ path: 'gpu0-webgpu', kernel, dtype: 'f32' },
  ...{ unitsPerSecond: 1e20, provedAt: '2026-10-01T12:02:00.000Z' },
}));

/** One statement with the tables' own triggers and checks; no text of a run holds a line break. */
async function store(client: pg.Client, chunk: Chunk): Promise<void> {
  await client.query({
    name: 'load',
    text: `with raw as (
       insert into submissions (id, body, body_sha256, public_key, signature, owner, received_at)
       select id, body, hash, 'seeded', 'seeded', owner, '2026-10-01T12:03:00Z'
       from unnest(string_to_array($1, E'\\n')::uuid[], string_to_array($2, E'\\n'),
         string_to_array($3, E'\\n'), string_to_array($4, E'\\n')) as r (id, body, hash, owner)
       returning id, owner, received_at),
     standings as (
       insert into owner_standings (owner, voice, reason, first_seen_at, counted_since)
       select distinct owner, owner, 'own', received_at, received_at from raw on conflict do nothing)
     insert into submission_events (submission_id, sequence, at, actor, status, tier, reasons,
       detail, floors)
     select id, 1, now(), 'intake', 'verified', 'T2', '{}', 'Seeded.', $5::jsonb from raw`,
    values: [
      ...[chunk.ids, chunk.bodies, chunk.hashes, chunk.owners].map((each) => each.join('\n')),
      JSON.stringify(floors),
    ],
  });
}

/**
 * Raw bodies with a verified state into the raw tables; everything else is derived from them. The next
 * chunk is written while Postgres stores the one before. Gives back ids of some submissions.
 */
export async function loadSubmissions(
  databaseUrl: string,
  count: number,
  random: () => number,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('set statement_timeout = 0');
  const sample: string[] = [];
  const perChunk = Math.ceil((sampledRows * chunkRows) / count);
  let stored = Promise.resolve();
  for (let start = 0; start < count; start += chunkRows) {
    const chunk = chunkOf(start, Math.min(chunkRows, count - start), count, random);
    sample.push(...chunk.ids.slice(0, perChunk));
    await stored;
    stored = store(client, chunk);
  }
  await stored;
  await client.end();
  return sample;
}
