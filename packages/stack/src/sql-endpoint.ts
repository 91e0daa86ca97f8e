import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';

/** Speaks Neon's HTTP protocol in front of any Postgres, so that the Worker's driver is the same everywhere. */
export interface SqlEndpoint {
  /** For the Worker's `NEON_FETCH_ENDPOINT`. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Statement {
  readonly query: string;
  readonly params: readonly (string | null)[];
}

type RequestBody = Statement | { readonly queries: readonly Statement[] };

/** The fields of a Postgres error that Neon's driver copies onto the error it throws. */
const errorFields = [
  'severity',
  'code',
  'detail',
  'hint',
  'position',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'routine',
] as const;

/** Neon's driver parses values itself: hand it Postgres' text as it is. */
const rawText = { getTypeParser: () => (text: string) => text };

async function run(client: pg.PoolClient, statement: Statement): Promise<object> {
  const result = await client.query({
    text: statement.query,
    values: [...statement.params],
    rowMode: 'array',
    types: rawText,
  });
  return {
    command: result.command,
    rowCount: result.rowCount,
    rowAsArray: true,
    rows: result.rows,
    fields: result.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
  };
}

const isolationLevels: Readonly<Record<string, string>> = {
  ReadUncommitted: 'read uncommitted',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
};

async function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
  headers: IncomingMessage['headers'],
): Promise<object> {
  const level = isolationLevels[String(headers['neon-batch-isolation-level'])] ?? 'read committed';
  const access = headers['neon-batch-read-only'] === 'true' ? 'read only' : 'read write';
  await client.query(`begin isolation level ${level} ${access}`);
  try {
    const results: object[] = [];
    for (const statement of statements) results.push(await run(client, statement));
    await client.query('commit');
    return { results };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Start the endpoint on a free loopback port; connections are pooled per connection string. */
export async function startSqlEndpoint(maximumConnections = 16): Promise<SqlEndpoint> {
  const pools = new Map<string, pg.Pool>();
  const poolOf = (connectionString: string): pg.Pool => {
    const known = pools.get(connectionString);
    if (known !== undefined) return known;
    const pool = new pg.Pool({ connectionString, max: maximumConnections });
    // An idle connection that breaks (the server was stopped) is dropped; the next query reports it.
    pool.on('error', () => undefined);
    pools.set(connectionString, pool);
    return pool;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const client = await poolOf(String(request.headers['neon-connection-string'])).connect();
    let isBroken = false;
    try {
      const result =
        'queries' in body
          ? await runBatch(client, body.queries, request.headers)
          : await run(client, body);
      send(response, 200, result);
    } catch (error) {
      isBroken = !(error instanceof pg.DatabaseError);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError) {
        const fields = errorFields.map((field) => [field, Reflect.get(error, field)]);
        send(response, 400, { message: error.message, ...Object.fromEntries(fields) });
      } else {
        send(response, 503, { message: `The database cannot be reached: ${String(error)}` });
      }
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/sql`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}
