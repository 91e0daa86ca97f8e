/**
 * Contradictions in the catalogue and what has no source: `npm run check:catalogue -- [--json]`. Fails
 * where a contradiction is unexplained.
 */
import { parseArgs } from 'node:util';
import { devices } from '../src/find-device.ts';
import { contradictions } from './contradictions.ts';
import { missingFacts } from './missing-facts.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const found = contradictions(devices);
const unexplained = found.filter(({ explanation }) => explanation === undefined);
const missing = missingFacts(devices);

if (values.json) {
  console.log(JSON.stringify({ devices: devices.length, contradictions: found, missing }, null, 2));
} else {
  for (const { check, detail, slug } of unexplained) console.log(`${slug}: ${check}: ${detail}`);
  console.log(
    `${devices.length} devices, ${found.length} contradictions, ${unexplained.length} unexplained`,
  );
  for (const { count, fact, kind, of } of missing) {
    console.log(`${kind} ${fact}: ${count} of ${of} have no source`);
  }
}
process.exitCode = unexplained.length > 0 ? 1 : 0;
