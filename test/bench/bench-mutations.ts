/** Mutated requests through the built API: `npm run bench:mutations -- --requests 22000 --seed 1 --json`. */
import { parseArgs } from 'node:util';
import { newOwner } from '../api/signing.ts';
import { startApi } from '../api/start-api.ts';
import { liveValues } from '../hostile/live-values.ts';
import { Mutator, sendMutations } from '../hostile/mutator.ts';
import { buildApi } from './build-api.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '22000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [requests = 0, seed = 0] = [values.requests, values.seed].map(Number);
if (!(Number.isInteger(requests) && requests > 0 && Number.isFinite(seed))) {
  console.error('--requests takes a whole number above 0, --seed takes a number.');
  process.exit(2);
}

await buildApi();
const api = await startApi();
try {
  const owner = newOwner();
  const mutator = new Mutator(seed, await liveValues(api.url, owner), owner);
  const report = { seed, ...(await sendMutations(api.url, mutator, requests)) };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    console.log(`${requests} requests: ${JSON.stringify(report.byStatus)}`);
    console.log(`5xx: ${report.serverErrors.length}, undescribed: ${report.undocumented.length}`);
    for (const each of [...report.serverErrors, ...report.undocumented].slice(0, 20)) {
      console.log(each);
    }
  }
  if (report.serverErrors.length + report.undocumented.length > 0) process.exitCode = 1;
} finally {
  await api.stop();
}
