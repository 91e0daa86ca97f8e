import { type EvaluatedPath, evaluate } from '@ridgeline/evaluation/evaluate';
import { findCrossover } from '@ridgeline/evaluation/find-crossover';
import { largestAllocations } from '@ridgeline/evaluation/largest-allocations';
import { byRoofline } from '@ridgeline/evaluation/leading-paths';
import { byHeadline } from '@ridgeline/kernels/headlines';
import type { Submission } from '@ridgeline/schema/submission';

function pathSummary({ device, facts, peaks }: EvaluatedPath) {
  return {
    device: device.facts.name,
    deviceKind: device.facts.kind,
    isSoftwareAdapter: device.facts.isSoftwareAdapter,
    backend: facts.backend,
    ...byHeadline(peaks, ({ value }) => value),
  };
}

/** What follows from a run, for programs: headline figures, crossover, largest allocations. All measured. */
export function summaryOf(run: Submission) {
  const evaluation = evaluate(run);
  return {
    runId: run.run.id,
    suite: run.run.suite,
    paths: byRoofline(evaluation.paths).map(pathSummary),
    crossover: findCrossover(evaluation),
    largestAllocations: largestAllocations(evaluation).map(({ device, bytes, end }) => ({
      device: device.facts.name,
      bytes,
      end,
    })),
  };
}
