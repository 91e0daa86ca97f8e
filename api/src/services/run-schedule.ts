import { writeExports } from './exports/write-exports.ts';
import type { Services } from './services.ts';
import { runOutbox } from './verification/run-outbox.ts';

/** What the cron trigger does each minute: each part is safe to repeat and to be cut off. */
export async function runSchedule(services: Services): Promise<void> {
  await services.store.countOwners(services.now());
  await runOutbox(services);
  await writeExports(services);
}
