import type { Arena } from './arena.ts';

/** What came of an attack. */
export interface Attack {
  /** The board says something that is not so: a rank, a proof, a moved figure, or it answers no more. */
  readonly won: boolean;
  /** CPU time of the attacker's own programs. */
  readonly costCpuSeconds: number;
  /** CPU time of who comes by the same honestly. */
  readonly honestCpuSeconds: number;
  /** How far the attacked figure moved, as a share of it. */
  readonly shiftRatio: number;
  /** What happened, for people. */
  readonly detail: string;
}

/**
 * Somebody who wants the board to say what is not so, with its own best effort against the real API. It may
 * use everything that this repository knows; it may not reach past the API.
 */
export interface Adversary {
  readonly name: string;
  /** What it tries, in one sentence. */
  readonly tries: string;
  attack(arena: Arena): Promise<Attack>;
}

/** Defines an adversary. */
export function defineAdversary<const A extends Adversary>(adversary: A): A {
  return adversary;
}
