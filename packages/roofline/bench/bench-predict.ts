/** Prints how long one prediction takes: `npm run bench:predict`, or JSON with `-- --json`. */
import { parseArgs } from 'node:util';
import { devices } from '@ridgeline/catalog/find-device';
import { median } from '@ridgeline/statistics/quantile';
import { predict } from '../src/predict.ts';
import { workloadAt, workloadCount } from '../src/workload.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const machines = devices.flatMap(({ bandwidthBytesPerSecond, ...device }) =>
  bandwidthBytesPerSecond === undefined
    ? []
    : [{ ...device, bandwidthBytesPerSecond, basis: 'spec' as const }],
);
/** Every 371st workload visits each model and most formats and jobs. */
const chosen = Array.from({ length: Math.floor(workloadCount / 371) }, (_, index) =>
  workloadAt(index * 371),
).flatMap((workload) => workload ?? []);
const count = machines.length * chosen.length;

const roundsSeconds = Array.from({ length: 5 }, () => {
  const begin = performance.now();
  for (const machine of machines) for (const workload of chosen) predict(machine, workload);
  return (performance.now() - begin) / 1e3 / count;
});
const durationSeconds = {
  median: median(roundsSeconds),
  min: Math.min(...roundsSeconds),
  max: Math.max(...roundsSeconds),
};
const microseconds = (durationSeconds.median * 1e6).toFixed(1);
console.log(
  values.json
    ? JSON.stringify({ predictions: count, rounds: roundsSeconds.length, durationSeconds })
    : `${microseconds} µs a prediction (median of ${roundsSeconds.length} rounds of ${count})`,
);
