import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OtherCpu } from '../host/other-cpu.ts';
import type { LlmEvent, LlmSample } from './llm-result.ts';
import type { RuntimeSequence } from './runtime-library.ts';
import type { RuntimeRequest, RuntimeSamples } from './runtime-messages.ts';
import { quietCpuRatio } from './summarize-phase.ts';

const decodeOptions = { temperature: 0, yieldEogToken: true } as const;

/** Repeats after which another tells nothing new. */
const mostRepeats = 7;

/** One sample has no spread, so there are two at least, whatever they cost. */
const fewestRepeats = 2;

/** Spread over the vocabulary; the numbers do not matter to the speed. */
function promptOf(tokens: number, vocabularySize: number): number[] {
  return Array.from({ length: tokens }, (_, index) => (index * 7919) % vocabularySize);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Writes `count` tokens greedily after what the sequence holds. */
async function decode(sequence: RuntimeSequence, count: number): Promise<number[]> {
  const answer: number[] = [];
  for await (const token of sequence.evaluate([0], decodeOptions)) {
    answer.push(token);
    if (answer.length === count) break;
  }
  return answer;
}

/** Seconds of a short prompt and a short answer: warms up, and tells thread counts apart. */
export async function timeShortly(
  sequence: RuntimeSequence,
  request: RuntimeRequest,
): Promise<number> {
  const prompt = promptOf(Math.min(64, request.promptTokens), request.vocabularySize);
  await sequence.clearHistory();
  return secondsOf(async () => {
    await sequence.evaluateWithoutGeneratingNewTokens(prompt);
    await decode(sequence, Math.min(8, request.generatedTokens));
  });
}

/** @throws Error when the model's answer cannot have come from a sound computation */
function checkAnswer(answer: readonly number[], first: readonly number[], request: RuntimeRequest) {
  const { generatedTokens, vocabularySize } = request;
  if (answer.length !== generatedTokens) {
    throw new Error(`it wrote ${answer.length} tokens instead of ${generatedTokens}`);
  }
  const strange = answer.find((token) => !(token >= 0 && token < vocabularySize));
  if (strange !== undefined) throw new Error(`it wrote token ${strange}, which does not exist`);
  const at = answer.findIndex((token, index) => token !== first[index]);
  if (at >= 0) throw new Error(`the same prompt got another answer from token ${at} on`);
}

/** Not-a-number anywhere in the network reaches the probabilities, but not the chosen token. */
async function checkProbability(sequence: RuntimeSequence): Promise<void> {
  const options = { temperature: 1, yieldEogToken: true } as const;
  for await (const step of sequence.evaluateWithMetadata([0], { confidence: true }, options)) {
    if (step.confidence > 0 && step.confidence < 1) return;
    throw new Error(`its token has the probability ${step.confidence}`);
  }
  throw new Error('it wrote no token');
}

/** Share of one CPU that other programs took since the last call. */
function othersShare(others: OtherCpu): number {
  return others.otherCpuRatio() * availableParallelism();
}

const windowSeconds = 0.2;

/** Most of the time that may go by waiting for other programs before each sample. */
const waitShare = 0.05;

/** Returns after a window in which other programs were quiet, or when it has waited long enough. */
async function waitForQuiet(others: OtherCpu, mostSeconds: number): Promise<void> {
  for (let waited = 0; waited <= mostSeconds; waited += windowSeconds) {
    othersShare(others);
    await sleep(1000 * windowSeconds);
    if (othersShare(others) < quietCpuRatio) return;
  }
}

/** Times prompt and answer again and again until the time is used up, and checks every answer. */
export async function timePhases(
  sequence: RuntimeSequence,
  request: RuntimeRequest,
  others: OtherCpu,
  onEvent: (event: LlmEvent) => void,
): Promise<RuntimeSamples> {
  const { promptTokens, generatedTokens, timeBudgetSeconds } = request;
  const prompt = promptOf(promptTokens, request.vocabularySize);
  const samples: { prefill: LlmSample[]; decode: LlmSample[] } = { prefill: [], decode: [] };
  const take = async (
    phase: 'prefill' | 'decode',
    tokens: number,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    await waitForQuiet(others, timeBudgetSeconds * waitShare);
    const seconds = await secondsOf(work);
    const sample = {
      throughputTokensPerSecond: tokens / seconds,
      otherCpuRatio: othersShare(others),
    };
    onEvent({ type: 'sample', phase, sample, sampleCount: samples[phase].push(sample) });
  };
  let first: readonly number[] | undefined;
  const startedAt = performance.now();
  for (let repeat = 1; repeat <= mostRepeats; repeat++) {
    await sequence.clearHistory();
    await take('prefill', promptTokens, () => sequence.evaluateWithoutGeneratingNewTokens(prompt));
    let answer: readonly number[] = [];
    await take('decode', generatedTokens, async () => {
      answer = await decode(sequence, generatedTokens);
    });
    first ??= answer;
    checkAnswer(answer, first, request);
    const elapsedSeconds = (performance.now() - startedAt) / 1000;
    const nextEndsAt = (elapsedSeconds / repeat) * (repeat + 1);
    if (repeat >= fewestRepeats && nextEndsAt > timeBudgetSeconds) break;
  }
  await checkProbability(sequence);
  return samples;
}
