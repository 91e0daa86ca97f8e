import { decodeWork, prefillWork, storedWeightBytes } from '@ridgeline/roofline/phase-work';
import { parseWorkloadId, type Workload, workloadTitle } from '@ridgeline/roofline/workload';

/** What a workload asks of a machine; numbers are bytes. */
export interface WorkloadDetail {
  readonly workload: Workload;
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string | number])[];
}

/** Facts of a workload by id, or undefined when there is no such one. */
export function workloadDetail(id: string): WorkloadDetail | undefined {
  const workload = parseWorkloadId(id);
  if (workload === undefined) return undefined;
  const { model, quantization, promptTokens, generatedTokens, contextTokens, batchSize } = workload;
  const decode = decodeWork(workload);
  const prefill = prefillWork(workload);
  const count = (value: number): string => value.toLocaleString('en-US');
  const isInference = workload.job.phase === 'inference';
  return {
    workload,
    title: workloadTitle(workload),
    facts: [
      [
        'Prompt, answer, context',
        `${count(promptTokens)}, ${count(generatedTokens)}, ${count(contextTokens)} tokens`,
      ],
      ['At once', count(batchSize)],
      ['Weights as stored', storedWeightBytes(model, quantization)],
      ...(isInference && generatedTokens > 0
        ? ([
            ['Read from memory for each step of decode', decode.bytes],
            ['Intensity of decode', `${(decode.flops / decode.bytes).toPrecision(2)} flop/byte`],
          ] as const)
        : []),
      ['Intensity of prefill', `${(prefill.flops / prefill.bytes).toPrecision(3)} flop/byte`],
    ],
  };
}
