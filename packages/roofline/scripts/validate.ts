/**
 * Compares predictions with published results: `npm run validate -- [--csv FILE] [--json]`.
 * `--write` stores the result of the committed file for the site's validation page.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PhaseAccuracy, ValidationResult } from '../src/validation-result-type.ts';
import { committedResults, strangerCases, trainingCases } from './calibrate.ts';
import { type OutOfSample, outOfSample } from './leave-one-out.ts';
import { type ThroughputCase, throughputCases } from './throughput-case.ts';
import { readThroughputRows } from './throughput-rows.ts';
import { validate } from './validation-report.ts';

const usage = `Usage: npm run validate -- [--csv FILE] [--json] [--write]

  --csv FILE   results to compare with (default: the committed file); columns as in
               packages/roofline/calibration-data/published-llm-throughput.csv
  --json       print JSON
  --write      store the committed file's result for the validation page`;
const target = fileURLToPath(new URL('../src/validation-result.json', import.meta.url));

/** Validation of a file; the committed results are the training set, less the chip judged. */
export function validateFile(
  path: string,
  training: readonly ThroughputCase[],
  sample: OutOfSample,
): ValidationResult {
  const { cases, unpredicted } = throughputCases(readThroughputRows(path));
  return validate(cases, training, unpredicted, sample);
}

/** The text of the generated file. */
export function resultText(result: ValidationResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

const percent = (ratio: number | undefined): string =>
  ratio === undefined ? '–' : `${(100 * ratio).toFixed(1)} %`;

function line(name: string, accuracy: PhaseAccuracy): string {
  const { count, medianAbsoluteErrorRatio: mid, p90AbsoluteErrorRatio: p90 } = accuracy;
  const cells = [mid, p90, accuracy.within20PercentRatio, accuracy.coverageRatio].map(percent);
  return `${name.padEnd(58)}${String(count).padStart(5)}${cells.map((cell) => cell.padStart(11)).join('')}`;
}

/** Classes with fewer results say little about coverage. */
const leastClassCount = 15;

/** Classes worst coverage first, each with the standard error of its coverage. */
function classLines({ groups }: ValidationResult): string[] {
  return groups
    .filter(({ count, dimension }) => count >= leastClassCount && dimension !== 'all')
    .sort((a, b) => (a.coverageRatio ?? 0) - (b.coverageRatio ?? 0))
    .map((group) => {
      const share = group.coverageRatio ?? 0;
      const error = Math.sqrt((share * (1 - share)) / group.count);
      const name = `${group.scope} ${group.phase} ${group.dimension}: ${group.name}`;
      return `${line(name, group)} ± ${percent(error)}`;
    });
}

function table(result: ValidationResult): string {
  const head = `${''.padEnd(58)}${'n'.padStart(5)}${['median', 'p90', 'within20%', 'coverage'].map((name) => name.padStart(11)).join('')}`;
  const groupLines = result.groups.map((group) =>
    line(`${group.scope} ${group.phase} ${group.dimension}: ${group.name}`, group),
  );
  const worst = result.worst.map(
    (one) =>
      `  ${percent(one.errorRatio)}  ${one.phase} ${one.device}, ${one.backend}, ${one.model} ${one.quantization}: measured ${one.measuredTokensPerSecond}, predicted ${one.predictedTokensPerSecond} tokens/s`,
  );
  const missed = result.unpredicted.rows.map(
    (row) =>
      `  line ${row.line} ${row.phase} ${row.device}, ${row.backend}, ${row.model} ${row.quantization}: ${row.reason}`,
  );
  return [
    `Absolute error of predicted tokens/s (${result.method})`,
    '',
    head,
    line('decode', result.decode),
    line('prefill', result.prefill),
    line('decode without suspect rows', result.withoutSuspect.decode),
    line('prefill without suspect rows', result.withoutSuspect.prefill),
    '',
    `Predicted: ${percent(result.predictedRatio)} of the rates`,
    '',
    `Classes of at least ${leastClassCount} results, worst coverage first`,
    ...classLines(result),
    '',
    'Groups',
    ...groupLines,
    '',
    'Worst ten',
    ...worst,
    '',
    `Not predicted: ${result.unpredicted.count}`,
    ...missed,
  ].join('\n');
}

function main(): void {
  const { values } = parseArgs({
    options: {
      csv: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const path = values.csv ?? committedResults;
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const training = trainingCases();
  const result = validateFile(path, training, outOfSample(training, strangerCases()));
  if (values.write && values.csv === undefined) writeFileSync(target, resultText(result));
  console.log(values.json ? JSON.stringify(result, null, 2) : table(result));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error('See: npm run validate -- --help');
    process.exitCode = 2;
  }
}
