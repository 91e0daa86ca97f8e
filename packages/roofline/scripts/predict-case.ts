import type { Calibration } from '../src/calibration/calibration.ts';
import { predict } from '../src/predict.ts';
import type { Predicted } from '../src/prediction.ts';
import type { ThroughputCase } from './throughput-case.ts';

/** What the product predicts for a case, or undefined when it cannot. */
export function predictCase(item: ThroughputCase, calibration: Calibration): Predicted | undefined {
  return predict(item.machine, item.workload, calibration)[item.phase]?.throughputTokensPerSecond;
}
