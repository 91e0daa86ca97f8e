import type { ChallengeKind } from './challenge-kind.ts';
import {
  productBf16Kind,
  productF16Kind,
  productF16SumsKind,
  productF32Kind,
  productInt8Kind,
} from './product-kind.ts';
import { readKind } from './read-kind.ts';

/** Every kind of challenge, in the order in which a path proves its claims. */
export const challengeKinds: readonly ChallengeKind[] = [
  productF32Kind,
  readKind,
  productInt8Kind,
  productF16Kind,
  productBf16Kind,
  productF16SumsKind,
];

/** The kind with an id. One that nobody knows is an error and throws. */
export function challengeKindOf(id: string): ChallengeKind {
  const kind = challengeKinds.find((each) => each.id === id);
  if (kind === undefined) throw new Error(`There is no kind of challenge "${id}".`);
  return kind;
}

/** The kind that proves a peak; undefined where none does. */
export function challengeKindOfPeak(peak: string): ChallengeKind | undefined {
  return challengeKinds.find((each) => each.peak === peak);
}
