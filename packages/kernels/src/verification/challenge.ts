import type { ChallengeMatmul } from './challenge-matmul.ts';
import type { ChallengeRead } from './challenge-read.ts';

/** Work that only a fresh seed tells, whose answer is two words for each of `n` places in each repetition. */
export type Challenge = ChallengeMatmul | ChallengeRead;
