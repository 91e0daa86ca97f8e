import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import {
  calibrate,
  committedResults,
  moduleText,
  strangerCases,
  trainingCases,
} from '../../scripts/calibrate.ts';
import { type OutOfSample, outOfSample } from '../../scripts/leave-one-out.ts';
import { resultText, validateFile } from '../../scripts/validate.ts';
import type { ValidationResult } from '../validation-result-type.ts';
import { defaultCalibration } from './default-calibration.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('a reported bandwidth says more than a promised one, out of sample too', () => {
  const { measured, published } = defaultCalibration.reportedBandwidth;
  expect(published.resultCount).toBeGreaterThan(15);
  expect(published.logHalfWidth).toBeLessThan(defaultCalibration.decode.logHalfWidths.nvidia ?? 0);
  for (const { perSpec } of [measured, published]) {
    expect(perSpec).toBeGreaterThan(0.8);
    expect(perSpec).toBeLessThan(1);
  }
});

let sample: OutOfSample;
let validation: ValidationResult;
const training = trainingCases();

beforeAll(() => {
  sample = outOfSample(training, strangerCases());
  validation = validateFile(committedResults, training, sample);
}, 180_000);

test('the committed calibration is what the committed results give', () => {
  expect(moduleText(calibrate(training, sample))).toBe(read('./default-calibration.ts'));
});

/** Digests of the constants of each version; that of a version which was never released may change. */
const digests: Readonly<Record<number, string>> = { 1: '82d6e7c56e0ac44a' };

test('other constants are another version: count up calibrationVersion, add their digest', () => {
  const { version, ...constants } = defaultCalibration;
  const digest = createHash('sha256').update(JSON.stringify(constants)).digest('hex');
  expect(digests[version]).toBe(digest.slice(0, 16));
});

test('no group without a published result has constants of its own', () => {
  for (const phase of [defaultCalibration.decode, defaultCalibration.prefill]) {
    for (const key of Object.keys(phase.coefficients)) {
      expect([key, phase.resultCounts[key] ?? 0]).not.toEqual([key, 0]);
    }
    // A vendor that nobody published results of gets a wider interval than the best known ones.
    const widths = phase.logHalfWidths;
    expect(widths['']).toBeGreaterThan(widths['nvidia/cuda'] ?? 9);
  }
});

test('the page shows what validation prints today', () => {
  expect(resultText(validation)).toBe(read('../validation-result.json'));
});

test('out of sample, errors and coverage stay within what the product promises', () => {
  const { decode, prefill } = validation;
  expect(decode.count).toBeGreaterThan(150);
  expect(prefill.count).toBeGreaterThan(140);
  expect(decode.medianAbsoluteErrorRatio).toBeLessThanOrEqual(0.08);
  expect(decode.p90AbsoluteErrorRatio).toBeLessThanOrEqual(0.2);
  expect(prefill.medianAbsoluteErrorRatio).toBeLessThanOrEqual(0.1);
  expect(prefill.p90AbsoluteErrorRatio).toBeLessThanOrEqual(0.3);
  for (const { coverageRatio } of [decode, prefill]) {
    expect(coverageRatio).toBeGreaterThanOrEqual(0.75);
    expect(coverageRatio).toBeLessThanOrEqual(0.85);
  }
});

test('every published rate is either compared or named as unpredicted', () => {
  const lines = read('../../calibration-data/published-llm-throughput.csv')
    .trim()
    .split('\n')
    .slice(1);
  // Quoted sources hold commas, the columns before them none.
  const rates = lines.flatMap((line) => line.split(',').slice(9, 11)).filter((cell) => cell !== '');
  const compared = validation.groups
    .filter(({ dimension }) => dimension === 'all')
    .reduce((sum, { count }) => sum + count, 0);
  expect(compared + validation.unpredicted.count).toBe(rates.length);
  expect(validation.unpredicted.rows).toHaveLength(validation.unpredicted.count);
});
