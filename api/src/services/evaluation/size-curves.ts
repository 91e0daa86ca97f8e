import type { SizeCurve } from '@ridgeline/schema/responses';
import type { Evaluation } from './evaluate-submission.ts';
import type { EvaluatedMeasurement } from './evaluated-measurement.ts';
import { workOf } from './kernel-cost.ts';

function pointOf({
  declared,
  given,
  ...seconds
}: EvaluatedMeasurement): SizeCurve['points'][number] {
  const { maxSeconds, medianSeconds, minSeconds } = seconds;
  const { cost, rate } = declared ?? { cost: { flops: 0, bytes: 0 } };
  const sizeBytes = Math.max(cost.bytes, 1);
  if (rate === undefined) {
    return { size: given.size, sizeBytes, value: medianSeconds, low: minSeconds, high: maxSeconds };
  }
  const work = workOf(cost, rate);
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
      metric: declared.rate ?? 'durationSeconds',
      points: [],
    };
    curve.points.push(pointOf(measurement));
    curves.set(key, curve);
  }
  for (const { points } of curves.values()) points.sort((a, b) => a.sizeBytes - b.sizeBytes);
  return [...curves.values()];
}
