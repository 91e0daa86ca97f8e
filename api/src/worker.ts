import { createApp } from './app.ts';
import { readEnv } from './env.ts';
import { createServices } from './services/create-services.ts';

/** One application per isolate: variables never change while it lives. */
let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, bindings) {
    app ??= createApp(createServices(readEnv(bindings)));
    return app.fetch(request);
  },
} satisfies ExportedHandler<Record<string, unknown>>;
