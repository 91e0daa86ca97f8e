import { expect, test } from 'vitest';
import { adversaries } from '../bench/adversaries/adversaries.ts';
import { meetAdversaries } from '../bench/adversaries/meet-adversaries.ts';

// The board's own bench meets them too, with more of everything: `npm run bench:trust`.
test('no adversary wins, and moving a figure takes as many keys as the honest ones, and a week', async () => {
  const report = await meetAdversaries(3);
  expect(report.adversaries.map(({ name }) => name)).toEqual(adversaries.map(({ name }) => name));
  expect(report.adversaries.filter(({ won }) => won)).toEqual([]);
  expect(report.costToMove5PercentKeys).toBeGreaterThanOrEqual(9);
  expect(report.costToMove5PercentDays).toBeGreaterThanOrEqual(7);
}, 600_000);
