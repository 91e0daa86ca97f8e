import { expect, test } from 'vitest';
import { problemTypes } from './problem.ts';

test('each kind of problem has one id, an error status and a way out', () => {
  expect(new Set(problemTypes.map(({ id }) => id)).size).toBe(problemTypes.length);
  for (const { id, status, title, remedy } of problemTypes) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title.length).toBeGreaterThan(10);
    expect(remedy).toMatch(/\.$/);
  }
});
