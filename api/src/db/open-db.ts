import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import { storeFetch } from './store-fetch.ts';

/** Where the store is; the endpoint is set only where something else than Neon speaks its protocol. */
export interface StoreAddress {
  readonly databaseUrl: string;
  readonly fetchEndpoint?: string;
}

export type Db = NeonHttpDatabase<Record<string, never>>;

/** The one seam to Postgres. Each query or batch is one HTTP request; a batch is one transaction. */
export function openDb(address: StoreAddress): Db {
  const { fetchEndpoint } = address;
  if (fetchEndpoint !== undefined) neonConfig.fetchEndpoint = () => fetchEndpoint;
  neonConfig.fetchFunction = storeFetch((url, init) => fetch(url, init));
  return drizzle({ client: neon(address.databaseUrl) });
}
