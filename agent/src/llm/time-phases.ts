import type { LlmEvent, LlmSample } from './llm-result.ts';
import { QuietWait } from './quiet-wait.ts';
import type { RuntimeSequence } from './runtime-library.ts';
import type { RuntimeRequest, RuntimeSamples } from './runtime-messages.ts';

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

/** Tokens of one timed piece of an answer: short enough that most pieces of a busy machine are quiet. */
const pieceTokens = 16;

/** Takes up to `count` tokens more of an answer. */
async function nextTokens(
  answer: AsyncGenerator<number, void, void>,
  count: number,
): Promise<number[]> {
  const tokens: number[] = [];
  while (tokens.length < count) {
    const { value, done } = await answer.next();
    if (done || value === undefined) break;
    tokens.push(value);
  }
  return tokens;
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
    const answer = sequence.evaluate([0], decodeOptions);
    await nextTokens(answer, Math.min(8, request.generatedTokens));
    await answer.return();
  });
}

/** @throws Error when the model's answer cannot have come from a sound computation */
function checkAnswer(answer: readonly number[], first: readonly number[], vocabularySize: number) {
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

/** Times one piece of work after another, each after a quiet moment where one can be had. */
class SampleTaker {
  readonly #quiet: QuietWait;
  readonly #onEvent: (event: LlmEvent) => void;
  readonly samples: { prefill: LlmSample[]; decode: LlmSample[] } = { prefill: [], decode: [] };

  constructor(quiet: QuietWait, onEvent: (event: LlmEvent) => void) {
    this.#quiet = quiet;
    this.#onEvent = onEvent;
  }

  async take(phase: 'prefill' | 'decode', tokens: number, work: () => Promise<unknown>) {
    await this.#quiet.untilQuiet();
    const seconds = await secondsOf(work);
    const otherCpuRatio = this.#quiet.othersCpuRatio();
    const sample = { throughputTokensPerSecond: tokens / seconds, otherCpuRatio };
    const sampleCount = this.samples[phase].push(sample);
    this.#onEvent({ type: 'sample', phase, sample, sampleCount });
  }
}

/** Writes the answer in timed pieces. */
async function timeAnswer(
  sequence: RuntimeSequence,
  generatedTokens: number,
  taker: SampleTaker,
): Promise<number[]> {
  const stream = sequence.evaluate([0], decodeOptions);
  const answer: number[] = [];
  while (answer.length < generatedTokens) {
    const count = Math.min(pieceTokens, generatedTokens - answer.length);
    let piece: number[] = [];
    await taker.take('decode', count, async () => {
      piece = await nextTokens(stream, count);
    });
    if (piece.length < count) throw new Error(`it stopped after ${answer.length} tokens`);
    answer.push(...piece);
  }
  await stream.return();
  return answer;
}

/** Share of the time that may go by waiting for other programs. */
const waitShare = 0.3;

/** Times prompt and answer again and again until the time is used up, and checks every answer. */
export async function timePhases(
  sequence: RuntimeSequence,
  request: RuntimeRequest,
  onEvent: (event: LlmEvent) => void,
): Promise<RuntimeSamples> {
  const { promptTokens, generatedTokens, timeBudgetSeconds } = request;
  const prompt = promptOf(promptTokens, request.vocabularySize);
  const taker = new SampleTaker(new QuietWait(timeBudgetSeconds * waitShare), onEvent);
  let first: readonly number[] | undefined;
  const startedAt = performance.now();
  for (let repeat = 1; repeat <= mostRepeats; repeat++) {
    await sequence.clearHistory();
    await taker.take('prefill', promptTokens, () =>
      sequence.evaluateWithoutGeneratingNewTokens(prompt),
    );
    const answer = await timeAnswer(sequence, generatedTokens, taker);
    first ??= answer;
    checkAnswer(answer, first, request.vocabularySize);
    const elapsedSeconds = (performance.now() - startedAt) / 1000;
    const nextEndsAt = (elapsedSeconds / repeat) * (repeat + 1);
    if (repeat >= fewestRepeats && nextEndsAt > timeBudgetSeconds) break;
  }
  await checkProbability(sequence);
  return taker.samples;
}
