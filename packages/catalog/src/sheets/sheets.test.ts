import { expect, test } from 'vitest';
import { contradictions } from '../../scripts/contradictions.ts';
import { devices, findDevice } from '../find-device.ts';
import { readSheet } from './sheet-table.ts';

test('at least 1,200 devices have a data sheet, and no two statements contradict each other unexplained', () => {
  expect(devices.length).toBeGreaterThanOrEqual(1200);
  const found = contradictions(devices);
  expect(found.filter(({ explanation }) => explanation === undefined)).toEqual([]);
});

test('a contradiction is found: half the bus, half the lanes, a boost below base', () => {
  const device = findDevice('nvidia-geforce-rtx-5090');
  if (device?.memoryBusBits === undefined || device.f32Lanes === undefined)
    throw new Error('no sheet');
  const spoiled = { ...device, sheetSource: device.source, source: device.source };
  const wrong = [
    { ...spoiled, memoryBusBits: device.memoryBusBits / 2 },
    { ...spoiled, f32Lanes: device.f32Lanes / 3 },
    { ...spoiled, baseHertz: 2 * (device.boostHertz ?? 0) },
  ];
  const checks = wrong.map((each) => contradictions([each]).map(({ check }) => check));
  expect(checks.map((found) => found.length > 0)).toEqual([true, true, true]);
});

test('what a table cannot hold is refused with its row and column', () => {
  const table = { vendor: 'AMD', kind: 'gpu', source: 's', columns: ['name', 'busBits'] } as const;
  expect(() => readSheet({ ...table, rows: [['Radeon', -1]] })).toThrow(
    'AMD Radeon: busBits is -1',
  );
  expect(() => readSheet({ ...table, columns: ['name', 'speed'], rows: [] })).toThrow(
    'column speed',
  );
});

test('cards that are rented have a price by the hour with its day and source', () => {
  for (const slug of ['nvidia-h100-sxm5-80gb', 'nvidia-b200-sxm6-180gb', 'amd-instinct-mi300x']) {
    const [price] = findDevice(slug)?.prices.filter(({ per }) => per === 'hour') ?? [];
    expect([slug, price?.asOf]).toEqual([slug, '2026-05-24']);
  }
});

test('a rate that no source states says what it was derived from', () => {
  const zen = findDevice('amd-ryzen-9-9950x');
  expect(zen?.derived.f32).toMatch(/^derived from cores/);
  expect(zen?.derived.bandwidth).toMatch(/^derived from the width/);
});
