import { expect, test } from 'vitest';
import { backoffSeconds, isRetryable, retryAfterSeconds } from './retry.ts';

test('waits grow, stay below 30 s and never vanish', () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    expect(backoffSeconds(attempt, () => 0)).toBeGreaterThan(0);
    expect(backoffSeconds(attempt, () => 1)).toBeLessThanOrEqual(30);
  }
  expect(backoffSeconds(3, () => 0.5)).toBeGreaterThan(backoffSeconds(1, () => 0.5));
});

test('Retry-After is read as seconds or as a date', () => {
  expect(retryAfterSeconds('7')).toBe(7);
  expect(retryAfterSeconds('Thu, 01 Jan 2026 00:00:10 GMT', Date.UTC(2026, 0, 1))).toBe(10);
  expect(retryAfterSeconds('soon')).toBeUndefined();
  expect(retryAfterSeconds(null)).toBeUndefined();
});

test('refusals are never tried again', () => {
  for (const status of [400, 401, 403, 404, 413, 415, 422]) expect(isRetryable(status)).toBe(false);
  for (const status of [408, 409, 429, 502, 503, 504]) expect(isRetryable(status)).toBe(true);
});
