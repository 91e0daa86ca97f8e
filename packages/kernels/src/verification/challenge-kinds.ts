import type { ChallengeKind, WorkOf } from './challenge-kind.ts';
import { type MatmulForms, matmulKind } from './matmul-kind.ts';
import { type ReadForms, readKind } from './read-kind.ts';

/** The forms of every kind. */
export type AnyChallengeForms = MatmulForms | ReadForms;

/** A kind, whichever: what it takes must be its own, which `kernel` says. */
export type AnyChallengeKind = ChallengeKind<AnyChallengeForms>;

/** Every kind of challenge, in the order in which a path proves its claims. */
export const challengeKinds: readonly AnyChallengeKind[] = [matmulKind, readKind];

/** How much a challenge asks for. */
export type ChallengeSize = AnyChallengeForms['size'];

/** What a challenge has a device do. */
export type ChallengeWork = WorkOf<AnyChallengeForms>;

/** Places that the server drew. */
export type DrawnPicks = AnyChallengeForms['drawn'];

/** What they are opened with. */
export type OpenedPicks = AnyChallengeForms['opened'];

/** The kind of a challenge by the kernel that it names. One of another name is an error and throws. */
export function challengeKindOf(kernel: string): AnyChallengeKind {
  const kind = challengeKinds.find((each) => each.kernel === kernel);
  if (kind === undefined) throw new Error(`No kind of challenge is about "${kernel}".`);
  return kind;
}
