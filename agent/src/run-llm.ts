import { evaluate } from '@ridgeline/evaluation/evaluate';
import { byRoofline } from '@ridgeline/evaluation/leading-paths';
import { measuredMachine } from '@ridgeline/evaluation/machine-of';
import type { Submission } from '@ridgeline/schema/submission';
import { formatBytes } from '@ridgeline/units/format-bytes';
import { formatRate } from '@ridgeline/units/format-rate';
import { type Environment, say } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { compareWithPrediction, type PhaseComparison } from './runtimes/compare-with-prediction.ts';
import { findRuntime } from './runtimes/find-runtime.ts';
import { installRuntime } from './runtimes/install-runtime.ts';
import type { LlmEvent, LlmMeasurement } from './runtimes/llm-result.ts';
import { measureLlm } from './runtimes/measure-llm.ts';
import { UserError } from './user-error.ts';

/** The job that is timed: a prompt and an answer of usual length. */
const promptTokens = 512;
const generatedTokens = 128;

/** Weight formats in which the synthetic model is run, one after the other. */
const quantizations = ['f16', 'q8_0', 'q4_0'] as const;

/**
 * See to it that the LLM runtime is there, before minutes are spent on measuring.
 * @param mayInstall whether the user agreed to the download
 * @throws UserError when it is absent and may not, or cannot, be installed
 */
export async function requireLlmRuntime(
  folder: string,
  mayInstall: boolean,
  environment: Environment,
): Promise<void> {
  const found = await findRuntime(folder);
  if (found.found) return;
  if (!mayInstall) throw new UserError(found.reason, found.nextStep, exitCodes.noDevice);
  say(environment, `Installing the LLM runtime into ${folder} …`);
  const installed = await installRuntime({
    folder,
    signal: environment.interrupted,
    onLine: (line) => say(environment, `  ${line}`),
  });
  if (installed.outcome === 'failed') {
    throw new UserError(installed.reason, installed.nextStep, exitCodes.noDevice);
  }
}

function eventText(event: LlmEvent): string | undefined {
  switch (event.type) {
    case 'model-writing':
      return event.writtenBytes === event.totalBytes
        ? `  wrote a synthetic model of ${formatBytes(event.totalBytes)}`
        : undefined;
    case 'model-loading':
      return '  loading it';
    case 'warming-up':
      return '  warming up';
    case 'sample':
      return `  ${event.phase} ${formatRate(event.sample.throughputTokensPerSecond, 'tokens/s')}`;
    default:
      return event satisfies never;
  }
}

function comparisonLine(comparison: PhaseComparison, quantization: string): string {
  const { predictedInterval: interval, measuredToPredictedRatio: ratio } = comparison;
  const range = [interval.low, interval.high].map((each) => Number(each.toPrecision(3)));
  return [
    `  ${quantization.padEnd(6)}${comparison.phase.padEnd(8)}`,
    formatRate(comparison.measuredTokensPerSecond, 'tokens/s').padStart(16),
    formatRate(comparison.predictedTokensPerSecond, 'tokens/s').padStart(16),
    `  ${`(${range.join(' – ')})`.padEnd(16)}`,
    `${ratio.toFixed(2)}${comparison.isInsideInterval ? '' : '  outside'}`,
  ].join('');
}

function measuredLine(measurement: LlmMeasurement, phase: 'prefill' | 'decode'): string {
  const rate = measurement[phase].throughputTokensPerSecond.median;
  const text = formatRate(rate, 'tokens/s').padStart(16);
  return `  ${measurement.quantization.padEnd(6)}${phase.padEnd(8)}${text}       not predicted`;
}

/** Measured and predicted side by side, for one weight format. */
function linesOf(measurement: LlmMeasurement, run: Submission): string[] {
  const best = byRoofline(evaluate(run).paths).find(({ device }) => device.facts.kind === 'cpu');
  const machine = best && measuredMachine(best);
  const phases = ['prefill', 'decode'] as const;
  const busy = phases.some((phase) => measurement[phase].isContended)
    ? ['  ! other programs disturbed it: close them and repeat']
    : [];
  const lines =
    machine === undefined
      ? phases.map((phase) => measuredLine(measurement, phase))
      : compareWithPrediction(measurement, machine).map((each) =>
          comparisonLine(each, measurement.quantization),
        );
  return [...lines, ...busy];
}

function headOf({ softwarePath, parameters }: LlmMeasurement): string[] {
  const { runtime, version, release, threads } = softwarePath;
  return [
    `Synthetic model of ${(parameters / 1e6).toFixed(0)} M parameters in a real LLM runtime`,
    `${runtime} ${version} (llama.cpp ${release}), ${threads} threads, on the CPU`,
    `${'measured'.padStart(32)}${'predicted'.padStart(16)}  80 % interval   ratio`,
  ];
}

/**
 * Time a synthetic model in a real LLM runtime and put the result beside what this run predicts.
 * A format that fails is named with its reason; the others still run.
 */
export async function llmReport(
  run: Submission,
  folder: string,
  environment: Environment,
  isQuiet: boolean,
): Promise<string> {
  const lines: string[] = [];
  for (const quantization of quantizations) {
    if (environment.interrupted.aborted) break;
    if (!isQuiet) say(environment, `Running a ${quantization} model in a real LLM runtime …`);
    const result = await measureLlm({
      runtimeFolder: folder,
      quantization,
      promptTokens,
      generatedTokens,
      signal: environment.interrupted,
      onEvent(event) {
        const text = isQuiet ? undefined : eventText(event);
        if (text !== undefined) say(environment, text);
      },
    });
    if (result.outcome === 'ok') {
      if (lines.length === 0) lines.push(...headOf(result));
      lines.push(...linesOf(result, run));
    } else lines.push(`  ${quantization.padEnd(6)}${result.outcome}: ${result.reason}`);
  }
  return [...lines, ''].join('\n');
}
