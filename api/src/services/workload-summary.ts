import { totalParameters } from '@ridgeline/roofline/models/parameters';
import { weightsOf } from '@ridgeline/roofline/phase-work';
import { type Workload, workloadTitle } from '@ridgeline/roofline/workload';
import type { WorkloadSummary } from '@ridgeline/schema/responses';

/** A workload as it is sent. */
export function workloadSummaryOf(workload: Workload): WorkloadSummary {
  const { batchSize, contextTokens, generatedTokens, id, job, model, promptTokens, quantization } =
    workload;
  const parameterCount = totalParameters(model);
  return {
    id,
    title: workloadTitle(workload),
    model: { id: model.id, title: model.title, parameterCount },
    quantization: {
      id: quantization.id,
      title: quantization.title,
      // Formats store parts of a model differently: the mean is of this model.
      bitsPerWeight: (8 * weightsOf(workload).total) / parameterCount,
    },
    job: { id: job.id, title: job.title, summary: job.summary },
    promptTokens,
    generatedTokens,
    contextTokens,
    batchSize,
  };
}
