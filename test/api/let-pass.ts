import type { Api } from './start-api.ts';

/** Let days pass for every key and network that is known now; the schedule runs once. */
export async function letPass(api: Api, days: number): Promise<void> {
  const past = `interval '${days} days'`;
  await api.query(`update owner_standings set first_seen_at = first_seen_at - ${past},
    counted_since = counted_since - ${past}`);
  await api.query(`update owner_networks set seen_at = seen_at - ${past}`);
  await api.workers.runScheduled('ridgeline-api');
}
