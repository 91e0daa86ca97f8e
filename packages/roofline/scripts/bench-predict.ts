/** Prints how long one prediction takes: `npm run -s bench -w @ridgeline/roofline`. */
import { devices } from '@ridgeline/catalog/find-device';
import { median } from '@ridgeline/statistics/quantile';
import { predict } from '../src/predict.ts';
import { workloads } from '../src/workload.ts';

const machines = devices.map((device) => ({ ...device, basis: 'spec' as const }));
/** Every 37th workload visits each model, format and job, since the list's lengths share no factor. */
const chosen = workloads.filter((_, index) => index % 37 === 0);

const rounds = Array.from({ length: 5 }, () => {
  const begin = performance.now();
  for (const machine of machines) for (const workload of chosen) predict(machine, workload);
  return ((performance.now() - begin) * 1e3) / (machines.length * chosen.length);
});
const count = machines.length * chosen.length;
console.log(`${median(rounds).toFixed(1)} µs a prediction (median of 5 rounds of ${count})`);
