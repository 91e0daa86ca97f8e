import { expect, test } from 'vitest';
import { deviceSlug, instant, screenedText, textFault, uuidV7, wireId } from './text.ts';

test('text that would break a page, a log or a sort is refused with its fault', () => {
  expect(textFault('AMD Ryzen 9 7950X')).toBeUndefined();
  expect(textFault('株式会社')).toBeUndefined();
  expect(textFault('\ud800')).toContain('surrogate');
  expect(textFault('a\u0000b')).toContain('control');
  expect(textFault('a\u202eb')).toContain('format');
  expect(textFault('e\u0301')).toContain('form C');
  expect(textFault('a ')).toContain('white space');
  for (const space of ['\u2028', '\u2029', '\u00a0', '\u3000']) {
    expect(textFault(`a${space}b`), space).toContain('plain spaces');
  }
  expect(textFault(`Z\u0335\u0336\u0337algo`)).toContain('combining marks');
  expect(textFault('é')).toBeUndefined();
});

test('lengths count code points, not UTF-16 units', () => {
  expect(screenedText(3).safeParse('😀😀😀').success).toBe(true);
  expect(screenedText(3).safeParse('abcd').success).toBe(false);
  expect(screenedText(3).safeParse('').success).toBe(false);
});

test('ids have one spelling', () => {
  expect(wireId.safeParse('gpujs-webasm').success).toBe(true);
  for (const bad of ['', 'GPU', '-x', 'a b', 'ä', 'x'.repeat(65), '१']) {
    expect(wireId.safeParse(bad).success, bad).toBe(false);
  }
  expect(deviceSlug.safeParse('nvidia-geforce-rtx-4090').success).toBe(true);
  expect(deviceSlug.safeParse('../admin').success).toBe(false);
  expect(uuidV7.safeParse('01890000-0000-7000-8000-000000000000').success).toBe(true);
  expect(uuidV7.safeParse('01890000-0000-4000-8000-000000000000').success).toBe(false);
});

test('instants are UTC and within the life of the project', () => {
  expect(instant.safeParse('2026-11-22T20:00:00.123Z').success).toBe(true);
  for (const bad of [
    '1970-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-22T20:00:00+01:00',
    '2026-11-22',
    '+275760-09-13T00:00:00Z',
    '2100-01-01T00:00:00Z',
  ]) {
    expect(instant.safeParse(bad).success, bad).toBe(false);
  }
});
