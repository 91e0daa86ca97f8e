import type { Adversary } from './adversary.ts';
import { claimsWithoutProof } from './claims-without-proof.ts';
import { copiedCurves } from './copied-curves.ts';
import { dependentSybils } from './dependent-sybils.ts';
import { factsOfOthers } from './facts-of-others.ts';
import { futureIds } from './future-ids.ts';
import { independentSybils } from './independent-sybils.ts';
import { unsignedFlood } from './unsigned-flood.ts';
import { youngKeys } from './young-keys.ts';

/** Everybody who attacks; a new one is a file beside this and a line here. */
export const adversaries = [
  youngKeys,
  dependentSybils,
  independentSybils,
  copiedCurves,
  claimsWithoutProof,
  factsOfOthers,
  futureIds,
  unsignedFlood,
] as const satisfies readonly Adversary[];
