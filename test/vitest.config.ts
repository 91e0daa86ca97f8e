import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './support/closing-line-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  test: {
    reporters: ['default', new ClosingLineReporter()],
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['{packages/*,agent,api,web}/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        root,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          // One stack at a time: these tests start Postgres, workerd and Chromium on 2 cores.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
