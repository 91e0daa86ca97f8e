import { checkAnswer, checkProbability } from './check-answer.ts';
import type { LlmEvent } from './llm-result.ts';
import { QuietWait } from './quiet-wait.ts';
import type { RuntimeSequence } from './runtime-library.ts';
import type { RuntimeRequest, RuntimeSamples } from './runtime-messages.ts';
import { SampleTaker, secondsOf } from './sample-taker.ts';
import { fewestSamples } from './summarize-phase.ts';

const decodeOptions = { temperature: 0, yieldEogToken: true } as const;

/** Repeats after which another tells nothing new. */
const mostRepeats = 7;

/** Spread over the vocabulary; the numbers do not matter to the speed. */
function promptOf(tokens: number, vocabularySize: number): number[] {
  return Array.from({ length: tokens }, (_, index) => (index * 7919) % vocabularySize);
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

/** Writes the answer in timed pieces, and stops between two of them when `isOver`. */
async function timeAnswer(
  sequence: RuntimeSequence,
  generatedTokens: number,
  taker: SampleTaker,
  isOver: () => boolean,
): Promise<number[]> {
  const stream = sequence.evaluate([0], decodeOptions);
  const answer: number[] = [];
  while (answer.length < generatedTokens && !isOver()) {
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

/** A slow or busy machine may take so many times the time before it is cut short. */
const patience = 2;

/** Times prompt and answer again and again until the time is used up, and checks every answer. */
export async function timePhases(
  sequence: RuntimeSequence,
  request: RuntimeRequest,
  onEvent: (event: LlmEvent) => void,
): Promise<RuntimeSamples> {
  const { promptTokens, generatedTokens, timeBudgetSeconds, vocabularySize } = request;
  const prompt = promptOf(promptTokens, vocabularySize);
  const taker = new SampleTaker(new QuietWait(timeBudgetSeconds * waitShare), onEvent);
  const startedAt = performance.now();
  const elapsedSeconds = (): number => (performance.now() - startedAt) / 1000;
  const isOver = (): boolean =>
    elapsedSeconds() > timeBudgetSeconds * patience && taker.samples.decode.length >= fewestSamples;
  let first: readonly number[] | undefined;
  for (let repeat = 1; repeat <= mostRepeats && !isOver(); repeat++) {
    await sequence.clearHistory();
    await taker.take('prefill', promptTokens, () =>
      sequence.evaluateWithoutGeneratingNewTokens(prompt),
    );
    const answer = await timeAnswer(sequence, generatedTokens, taker, isOver);
    first ??= answer;
    checkAnswer(answer, first, vocabularySize);
    const nextEndsAt = (elapsedSeconds() / repeat) * (repeat + 1);
    if (repeat >= fewestSamples && nextEndsAt > timeBudgetSeconds) break;
  }
  await checkProbability(sequence);
  return taker.samples;
}
