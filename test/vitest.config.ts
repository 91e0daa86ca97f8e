import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './support/closing-line-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In milliseconds; a stack and a browser start slowly on a busy machine. */
const systemTimeouts = { testTimeout: 120_000, hookTimeout: 180_000 };

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
          include: ['test/{api,contract,hostile,house,web}/**/*.test.ts'],
          // Each starts Postgres, workerd or Chromium: two at a time keep two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...systemTimeouts,
        },
      },
      {
        root,
        test: {
          name: 'agent',
          include: ['test/{conformance,e2e,package}/**/*.test.ts'],
          // The agent measures here, and waits for a quiet machine: one file at a time.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...systemTimeouts,
        },
      },
    ],
  },
});
