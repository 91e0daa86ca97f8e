import { elementBytes } from '../element-bytes.ts';
import { defineKernel, dimension, type KernelSpec, type ProblemSize } from '../kernel-spec.ts';

const square = (n: number): ProblemSize => ({ m: n, n, k: n });

/** One layer of an 8-billion-parameter model over a prompt of 512 tokens. */
const prefill = [
  { m: 512, n: 4096, k: 4096 },
  { m: 512, n: 14_336, k: 4096 },
] as const;

/** Sums of int8 products are kept whole, in 32 bits. */
const resultBytes = (dtype: string): number => (dtype === 'int8' ? 4 : elementBytes(dtype));

/** Unit roundoff that each format's sums may have; matrix units round theirs less well than f32. */
const roundoff: Readonly<Record<string, number>> = { f32: 1.2e-7, f16: 1e-5, 'f16-sums': 1e-3 };

/**
 * C (m × n) = A (m × k) · B (k × n), all row-major. f16 products are summed in f32, those of `f16-sums`
 * in f16 as far as that is exact enough; int8 products in 32 bits, exactly.
 */
export const matmulSpec: KernelSpec = defineKernel({
  id: 'matmul',
  title: 'Matrix multiply',
  summary:
    'Multiplies two tables of numbers. Reading a prompt and training a model are almost only this, so it shows how much arithmetic a device can do.',
  dtypes: ['f32', 'f16', 'f16-sums', 'int8'],
  dimensions: ['m', 'n', 'k'],
  rate: 'computeFlopsPerSecond',
  headline: { id: 'compute', preference: 1 },
  isRotated: false,
  isExactForIntegers: true,
  checkSizes: [
    { m: 33, n: 65, k: 97 },
    { m: 128, n: 128, k: 128 },
    { m: 1, n: 7, k: 3 },
    { m: 130, n: 66, k: 34 },
  ],
  sizes({ preset, deviceKind }, dtype) {
    const [layer, wide] = prefill;
    // A real GPU is done with a small product before all of it is at work.
    const last = preset === 'quick' && deviceKind === 'gpu' ? [square(4096)] : [];
    // A submission has room for one curve over sizes; the other formats show their peak.
    if (dtype !== 'f32') {
      if (preset === 'quick') return [...[1024, 2048].map(square), ...last];
      if (dtype === 'int8') return [square(1024), layer];
      return dtype === 'f16' ? [square(1024), layer, square(4096)] : [square(2048)];
    }
    const squares = [256, 1024, 2048].map(square);
    if (preset === 'quick') return [...squares, ...last];
    return preset === 'standard'
      ? [...squares, layer, square(4096)]
      : [...squares, layer, wide, square(4096)];
  },
  cost(size, dtype) {
    const [m, n, k] = [dimension(size, 'm'), dimension(size, 'n'), dimension(size, 'k')];
    const inputs = elementBytes(dtype) * (m * k + k * n);
    return { flops: 2 * m * n * k, bytes: inputs + resultBytes(dtype) * m * n };
  },
  tolerance(dtype, size) {
    // Rounding errors of k products add like a random walk: unit roundoff times the root of k.
    return (roundoff[dtype] ?? 0) * (2 + Math.sqrt(dimension(size, 'k')));
  },
});
