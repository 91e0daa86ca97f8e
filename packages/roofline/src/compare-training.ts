import type { Calibration } from './calibration/calibration.ts';
import { defaultCalibration } from './calibration/default-calibration.ts';
import { chat } from './jobs/chat.ts';
import type { Job } from './jobs/define-job.ts';
import { fullFineTuning } from './jobs/full-fine-tuning.ts';
import { lora } from './jobs/lora.ts';
import { preTrainingStep } from './jobs/pre-training-step.ts';
import type { Machine } from './machine.ts';
import type { Model } from './models/define-model.ts';
import { predict } from './predict.ts';
import type { Prediction } from './prediction.ts';
import { findQuantization } from './quantizations/quantizations.ts';
import { makeWorkload } from './workload.ts';

/** One model on one machine: using it next to training it, each in bf16. */
export interface TrainingComparison {
  readonly job: Job;
  readonly prediction: Prediction;
}

/**
 * The same model used, adapted with LoRA, fine-tuned and pre-trained on the same machine, in bf16: how
 * many devices each needs, how fast each is and what limits it.
 */
export function compareTraining(
  machine: Machine,
  model: Model,
  calibration: Calibration = defaultCalibration,
): readonly TrainingComparison[] {
  const bf16 = findQuantization('bf16');
  if (bf16 === undefined) throw new Error('The format bf16 is not in the list.');
  return [chat, lora, fullFineTuning, preTrainingStep].map((job) => ({
    job,
    prediction: predict(machine, makeWorkload(model, bf16, job), calibration),
  }));
}
