import type { RuntimeSequence } from './runtime-library.ts';

/**
 * Checks an answer against the first one; either may be cut short.
 * @throws Error when it cannot have come from a sound computation
 */
export function checkAnswer(
  answer: readonly number[],
  first: readonly number[],
  vocabularySize: number,
): void {
  const strange = answer.find((token) => !(token >= 0 && token < vocabularySize));
  if (strange !== undefined) throw new Error(`it wrote token ${strange}, which does not exist`);
  const at = answer.findIndex((token, index) => index < first.length && token !== first[index]);
  if (at >= 0) throw new Error(`the same prompt got another answer from token ${at} on`);
}

/**
 * Draws one token: not-a-number anywhere in the network reaches the probabilities, but not the
 * token that is chosen as the likeliest.
 * @throws Error when the token's probability is none
 */
export async function checkProbability(sequence: RuntimeSequence): Promise<void> {
  const options = { temperature: 1, yieldEogToken: true } as const;
  for await (const step of sequence.evaluateWithMetadata([0], { confidence: true }, options)) {
    if (step.confidence > 0 && step.confidence < 1) return;
    throw new Error(`its token has the probability ${step.confidence}`);
  }
  throw new Error('it wrote no token');
}
