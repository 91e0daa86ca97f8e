import fc from 'fast-check';
import { expect, test } from 'vitest';
import { majorityFacts } from './majority-facts.ts';

interface Facts {
  readonly name: string;
  readonly driver?: string;
  readonly memoryBytes?: number;
}

test('one description of six decides nothing, wherever it stands', () => {
  const honest: Facts = { name: 'A', memoryBytes: 1 };
  for (let place = 0; place < 6; place++) {
    const all: Facts[] = Array(5).fill(honest);
    all.splice(place, 0, { name: 'B', memoryBytes: 2, driver: 'odd' });
    expect(majorityFacts(all)).toEqual(honest);
  }
});

test('of equally many the first wins, and a key that most leave out is left out', () => {
  expect(majorityFacts<Facts>([{ name: 'A' }, { name: 'B' }])).toEqual({ name: 'A' });
  expect(majorityFacts<Facts>([{ name: 'A', driver: '1' }, { name: 'A' }])).toEqual({
    name: 'A',
    driver: '1',
  });
  expect(majorityFacts<Facts>([{ name: 'A' }, { name: 'A' }, { name: 'A', driver: '1' }])).toEqual({
    name: 'A',
  });
});

test('what most say alike is said, whatever the others say', () => {
  const others = fc.array(fc.record({ name: fc.string(), memoryBytes: fc.nat() }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(others, fc.integer({ min: 0, max: 9 }), (odd, place) => {
      const honest: Facts = { name: 'A', memoryBytes: 1 };
      const all: Facts[] = [...odd];
      all.splice(place, 0, ...(Array(5).fill(honest) as Facts[]));
      expect(majorityFacts(all)).toEqual(honest);
    }),
  );
});
