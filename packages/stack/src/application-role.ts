import { createHash } from 'node:crypto';
import pg from 'pg';

const login = 'ridgeline_worker';
const group = 'ridgeline_app';

/**
 * Lets the Worker log in with the rights of the migrations' role `ridgeline_app`, which can neither
 * change nor remove what was received, and gives its connection string. Its password follows from
 * the owner's, so that it is the same at each start and written nowhere.
 */
export async function applicationUrl(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl);
  const password = createHash('sha256').update(`${login}\0${url.password}`).digest('base64url');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const name = pg.escapeIdentifier(login);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login]);
    if (rowCount === 0) {
      const quoted = pg.escapeLiteral(password);
      const inGroup = `in role ${pg.escapeIdentifier(group)}`;
      await client.query(`create role ${name} login password ${quoted} ${inGroup}`);
    }
  } finally {
    await client.end();
  }
  url.username = login;
  url.password = password;
  return url.href;
}
