import { workOf } from '@ridgeline/kernels/kernel-spec';
import type { SizeCurve } from '@ridgeline/schema/responses';
import type { Evaluation } from './evaluate.ts';
import type { DeclaredKernel, EvaluatedMeasurement } from './evaluated-measurement.ts';

function pointOf(
  { given, maxSeconds, medianSeconds, minSeconds }: EvaluatedMeasurement,
  declared: DeclaredKernel,
): SizeCurve['points'][number] {
  const { cost, spec } = declared;
  const sizeBytes = Math.max(cost.bytes, 1);
  if (spec.rate === undefined) {
    return { size: given.size, sizeBytes, value: medianSeconds, low: minSeconds, high: maxSeconds };
  }
  const work = workOf(cost, spec.rate);
  const rates = { value: work / medianSeconds, low: work / maxSeconds, high: work / minSeconds };
  return { size: given.size, sizeBytes, ...rates };
}

/** Rate against problem size for each kernel and dtype that one device of a run was measured at. */
export function sizeCurves(
  { measurements, paths }: Evaluation,
  slug: string,
  submissionId: string,
): SizeCurve[] {
  const curves = new Map<string, SizeCurve>();
  for (const measurement of measurements) {
    const { declared, given } = measurement;
    const path = paths.find(({ given: { id } }) => id === given.path);
    if (declared === undefined || path?.device.facts.slug !== slug) continue;
    const { dtype, kernel } = given;
    const { backend } = path.facts;
    const key = [path.given.id, kernel, dtype].join('\n');
    const curve = curves.get(key) ?? {
      kernel,
      dtype,
      backend,
      submissionId,
      metric: declared.spec.rate ?? 'durationSeconds',
      points: [],
    };
    curve.points.push(pointOf(measurement, declared));
    curves.set(key, curve);
  }
  for (const { points } of curves.values()) points.sort((a, b) => a.sizeBytes - b.sizeBytes);
  return [...curves.values()];
}
