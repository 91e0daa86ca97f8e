/** One observation: term times before coefficients, the measured time, and the groups it belongs to. */
export interface Observation {
  readonly terms: readonly number[];
  readonly seconds: number;
  readonly vendor: string;
  readonly family: string;
  /** Effects by key, each with the standard deviation expected of it before seeing data. */
  readonly effects: readonly { readonly key: string; readonly deviation: number }[];
}

/** What is expected of a phase before seeing data, in natural logarithms. */
export interface Prior {
  readonly coefficients: readonly number[];
  readonly deviations: readonly number[];
  readonly vendorDeviations: readonly number[];
  readonly familyDeviations: readonly number[];
  /** Terms that overlap (joined by the norm); the rest follow one another. */
  readonly overlapCount: number;
  readonly overlapExponent: number;
  /** Scatter of a result that fits, and degrees of freedom of the Student distribution. */
  readonly residualDeviation: number;
  readonly degreesOfFreedom: number;
}

/** A fitted phase. */
export interface Fit {
  readonly coefficients: Record<string, number[]>;
  readonly effects: Record<string, number>;
}

/** Columns of the design: where each group's unknowns begin. */
interface Layout {
  readonly coefficientOffsets: ReadonlyMap<string, number>;
  readonly effectOffsets: ReadonlyMap<string, number>;
  readonly size: number;
}

function layoutOf(observations: readonly Observation[], termCount: number): Layout {
  const coefficientOffsets = new Map<string, number>([['', 0]]);
  for (const { vendor } of observations) {
    if (!coefficientOffsets.has(vendor)) {
      coefficientOffsets.set(vendor, coefficientOffsets.size * termCount);
    }
  }
  for (const { family } of observations) {
    if (!coefficientOffsets.has(family)) {
      coefficientOffsets.set(family, coefficientOffsets.size * termCount);
    }
  }
  const effectOffsets = new Map<string, number>();
  const begin = coefficientOffsets.size * termCount;
  for (const { effects } of observations) {
    for (const { key } of effects) {
      if (!effectOffsets.has(key)) effectOffsets.set(key, begin + effectOffsets.size);
    }
  }
  return { coefficientOffsets, effectOffsets, size: begin + effectOffsets.size };
}

/** Solves A·x = b for a symmetric positive definite A, in place, by Cholesky's decomposition. */
function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const at = (row: number, column: number): number => a[row]?.[column] ?? 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      const row = a[i];
      if (row) row[j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  return x;
}

/** Logarithm of the joined terms, and its derivative by each coefficient. */
function joined(
  terms: readonly number[],
  theta: readonly number[],
  prior: Prior,
): { readonly log: number; readonly gradient: number[] } {
  const scaled = terms.map((term, j) => term * Math.exp(theta[j] ?? 0));
  const { overlapCount, overlapExponent } = prior;
  const parallel = scaled.slice(0, overlapCount);
  const largest = Math.max(0, ...parallel);
  const norm =
    largest === 0
      ? 0
      : largest *
        parallel.reduce((sum, t) => sum + (t / largest) ** overlapExponent, 0) **
          (1 / overlapExponent);
  const total = norm + scaled.slice(overlapCount).reduce((sum, t) => sum + t, 0);
  const gradient = scaled.map((t, j) =>
    j < overlapCount
      ? norm === 0
        ? 0
        : ((t / norm) ** overlapExponent * norm) / total
      : t / total,
  );
  return { log: Math.log(total), gradient };
}

/** A row of the design matrix without its zeros. */
type SparseRow = readonly (readonly [column: number, value: number])[];

function designRow(
  observation: Observation,
  layout: Layout,
  prior: Prior,
  x: Float64Array,
): { readonly predicted: number; readonly row: SparseRow } {
  const levels = [
    [layout.coefficientOffsets.get('') ?? 0, prior.deviations],
    [layout.coefficientOffsets.get(observation.vendor) ?? 0, prior.vendorDeviations],
    [layout.coefficientOffsets.get(observation.family) ?? 0, prior.familyDeviations],
  ] as const;
  const theta = prior.coefficients.map((start, j) =>
    levels.reduce((sum, [offset, sd]) => sum + (sd[j] ?? 0) * (x[offset + j] ?? 0), start),
  );
  const { log, gradient } = joined(observation.terms, theta, prior);
  const row: [number, number][] = [];
  for (const [offset, sd] of levels) {
    gradient.forEach((slope, j) => {
      row.push([offset + j, slope * (sd[j] ?? 0)]);
    });
  }
  let predicted = log;
  for (const { key, deviation } of observation.effects) {
    const column = layout.effectOffsets.get(key) ?? 0;
    row.push([column, deviation]);
    predicted += deviation * (x[column] ?? 0);
  }
  return { predicted, row };
}

/** One Gauss-Newton step of the penalised, reweighted least squares. */
function step(
  observations: readonly Observation[],
  layout: Layout,
  prior: Prior,
  x: Float64Array,
  isRobust: boolean,
): Float64Array {
  const a = Array.from({ length: layout.size }, (_, i) => {
    const row = new Float64Array(layout.size);
    row[i] = 1;
    return row;
  });
  const b = x.map((value) => -value);
  const { residualDeviation, degreesOfFreedom } = prior;
  for (const observation of observations) {
    const { predicted, row } = designRow(observation, layout, prior, x);
    const residual = (Math.log(observation.seconds) - predicted) / residualDeviation;
    const weight = isRobust ? (degreesOfFreedom + 1) / (degreesOfFreedom + residual ** 2) : 1;
    for (const [i, left] of row) {
      const target = a[i];
      b[i] = (b[i] ?? 0) + (weight * residual * left) / residualDeviation;
      for (const [j, right] of row) {
        if (target) target[j] = (target[j] ?? 0) + (weight * left * right) / residualDeviation ** 2;
      }
    }
  }
  return solve(a, b);
}

/**
 * Most probable coefficients and effects: each group's unknowns are drawn around its parent's with the
 * prior's deviations, so that a group with few results stays near its vendor, and a vendor with few
 * near the rest. Residuals are Student distributed, so that a wrong result moves little. Deterministic.
 */
export function fitMixedModel(observations: readonly Observation[], prior: Prior): Fit {
  const layout = layoutOf(observations, prior.coefficients.length);
  let x = new Float64Array(layout.size);
  for (let iteration = 0; iteration < 18; iteration++) {
    const delta = step(observations, layout, prior, x, iteration >= 3);
    const scale = Math.min(1, 3 / Math.max(...delta.map(Math.abs)));
    x = x.map((value, i) => value + scale * (delta[i] ?? 0));
  }
  const at = (offset: number, sd: readonly number[]): number[] =>
    prior.coefficients.map((_, j) => (sd[j] ?? 0) * (x[offset + j] ?? 0));
  const plus = (left: readonly number[], right: readonly number[]): number[] =>
    left.map((value, j) => value + (right[j] ?? 0));
  const general = plus(prior.coefficients, at(0, prior.deviations));
  const coefficients: Record<string, number[]> = { '': general };
  for (const { vendor, family } of observations) {
    const offsets = layout.coefficientOffsets;
    const ofVendor = plus(general, at(offsets.get(vendor) ?? 0, prior.vendorDeviations));
    coefficients[vendor] = ofVendor;
    coefficients[family] = plus(ofVendor, at(offsets.get(family) ?? 0, prior.familyDeviations));
  }
  const effects: Record<string, number> = {};
  for (const observation of observations) {
    for (const { key, deviation } of observation.effects) {
      effects[key] = deviation * (x[layout.effectOffsets.get(key) ?? 0] ?? 0);
    }
  }
  return { coefficients, effects };
}
