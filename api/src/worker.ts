import { createApp } from './app.ts';
import { readEnv } from './env.ts';
import { createServices } from './services/create-services.ts';
import { runSchedule } from './services/run-schedule.ts';
import type { Services } from './services/services.ts';

type Bindings = Record<string, unknown>;

/** One set per isolate: variables never change while it lives. */
let started: { services: Services; app: ReturnType<typeof createApp> } | undefined;

function start(bindings: Bindings) {
  if (started === undefined) {
    const services = createServices(readEnv(bindings));
    started = { services, app: createApp(services) };
  }
  return started;
}

// biome-ignore lint/performance/noBarrelFile: the runtime finds the classes of objects among the entry's exports
export { QuotaObject } from './quota-object.ts';

export default {
  fetch: (request, bindings, context) => start(bindings).app.fetch(request, bindings, context),
  scheduled: (_controller, bindings) => runSchedule(start(bindings).services),
} satisfies ExportedHandler<Bindings>;
