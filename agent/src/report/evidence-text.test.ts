import type { StoredMeasurement } from '@ridgeline/schema/responses';
import { expect, test } from 'vitest';
import { evidenceText } from './evidence-text.ts';

const of = (kernel: string, level?: 'proved' | 'claimed'): StoredMeasurement => ({
  ...{ outcome: 'ok', kernel, dtype: 'f32', backend: 'wasm', device: 'cpu0' },
  ...(level && { evidence: { level } }),
});

test('names what was proved, and counts the figures that were not', () => {
  expect(evidenceText([of('matmul', 'proved'), of('read', 'proved'), of('triad')])).toBe(
    'Proved: matmul f32 on wasm, read f32 on wasm.',
  );
  expect(evidenceText([of('matmul', 'proved'), of('matvec', 'claimed')])).toBe(
    'Proved: matmul f32 on wasm. 1 other figure is claimed, not proved.',
  );
  expect(evidenceText([of('matvec', 'claimed'), of('dispatch', 'claimed')])).toBe(
    'Proved: nothing. 2 other figures are claimed, not proved.',
  );
});
