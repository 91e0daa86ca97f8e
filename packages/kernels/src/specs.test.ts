/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kernelSpecs } from './specs.ts';

const gibibyte = 1024 ** 3;

describe('the list of kernels', () => {
  it('imports no program, so that servers can read it', () => {
    const source = readFileSync(`${import.meta.dirname}/specs.ts`, 'utf8');
    const imports = [...source.matchAll(/from '(.*)'/g)].map((match) => match[1]);
    expect(imports.filter((path) => !/\/(spec|kernel-spec)\.ts$/.test(path ?? ''))).toEqual([]);
  });
});

describe.each(kernelSpecs.map((spec) => [spec.id, spec] as const))('%s', (_id, spec) => {
  const devices = [true, false].map((hasCurves) => ({ cacheBytes: 32 * 1024 ** 2, hasCurves }));

  it.each(['quick', 'standard', 'full'] as const)('has sizes for %s, cheapest first', (preset) => {
    const contexts = devices.map(
      (device) => ({ preset, deviceKind: 'cpu', memoryBytes: 16 * gibibyte, ...device }) as const,
    );
    for (const { dtype, context } of spec.dtypes.flatMap((each) =>
      contexts.map((context) => ({ dtype: each, context })),
    )) {
      const sizes = spec.sizes(context, dtype);
      if (preset !== 'quick') expect(sizes.length).toBeGreaterThan(0);
      for (const size of sizes) {
        expect(Object.keys(size)).toEqual([...spec.dimensions]);
        for (const value of Object.values(size)) expect(Number.isSafeInteger(value)).toBe(true);
      }
      const costs = sizes.map((size) => spec.cost(size, dtype));
      const work = costs.map(({ flops, bytes }) => flops + bytes);
      expect(work).toEqual([...work].sort((left, right) => left - right));
      expect(costs.every(({ flops, bytes }) => flops >= 0 && bytes >= 0)).toBe(true);
    }
  });

  it('declares the cost that its rate needs and a tolerance below one thousandth of the answer', () => {
    for (const dtype of spec.dtypes) {
      for (const size of spec.checkSizes) {
        const { flops, bytes } = spec.cost(size, dtype);
        if (spec.rate === 'computeFlopsPerSecond') expect(flops).toBeGreaterThan(0);
        if (spec.rate === 'bandwidthBytesPerSecond') expect(bytes).toBeGreaterThan(0);
        expect(spec.tolerance(dtype, size)).toBeLessThanOrEqual(dtype === 'f32' ? 1e-3 : 3e-2);
      }
    }
  });
});
