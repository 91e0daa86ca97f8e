import { expect, test } from 'vitest';
import { deprecationHeaders } from './deprecation-headers.ts';
import { routes } from './routes.ts';

test('a deprecated route says since when, until when, and what to use instead', () => {
  const deprecation = {
    since: '2026-12-01T00:00:00Z',
    sunset: '2027-06-01T00:00:00Z',
    successor: '/v2/leaderboard',
  };
  expect(deprecationHeaders({ deprecation })).toEqual({
    deprecation: '@1796083200',
    sunset: 'Tue, 01 Jun 2027 00:00:00 GMT',
    link: '</v2/leaderboard>; rel="successor-version"',
  });
  expect(deprecationHeaders({})).toEqual({});
});

test('no route is removed sooner than 180 days after it was deprecated', () => {
  for (const { deprecation, id } of routes) {
    if (deprecation === undefined) continue;
    const days = (Date.parse(deprecation.sunset) - Date.parse(deprecation.since)) / 86_400_000;
    expect(days, id).toBeGreaterThanOrEqual(180);
  }
});
