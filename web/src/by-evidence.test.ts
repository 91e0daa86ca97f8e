import type { Figure } from '@ridgeline/schema/responses';
import { expect, test } from 'vitest';
import { byEvidence } from './by-evidence.ts';

const figure = (value: number, level?: 'claimed' | 'within-sheet' | 'proved'): Figure => ({
  ...{ value, basis: 'measured' },
  ...(level && { evidence: { level } }),
});

test('the highest proved figure comes first, however high a claim is', () => {
  const names = byEvidence([
    ['int8', figure(1e20, 'claimed')],
    ['f32', figure(5e13, 'proved')],
    ['f16', figure(1e14, 'proved')],
    ['bf16', figure(2e14, 'within-sheet')],
  ]).map(([name]) => name);
  expect(names).toEqual(['f16', 'f32', 'bf16', 'int8']);
});

test('figures of a data sheet have no evidence, and the highest comes first', () => {
  const names = byEvidence([
    ['f32', figure(1)],
    ['f16', figure(2)],
  ]).map(([name]) => name);
  expect(names).toEqual(['f16', 'f32']);
});
