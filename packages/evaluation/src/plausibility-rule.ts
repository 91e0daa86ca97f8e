import type { Evaluation } from './evaluate.ts';

/** A test of what is possible but unlikely. */
export interface PlausibilityRule {
  /** Reason code of the quarantine. */
  readonly id: string;
  readonly title: string;
  /** False: shown as a check, but the run is ranked all the same. */
  readonly isQuarantining: boolean;
  /** What is wrong, or undefined when the rule is kept. */
  find(evaluation: Evaluation, receivedAt: Date): string | undefined;
}

export function defineRule(rule: PlausibilityRule): PlausibilityRule {
  return rule;
}

/** A ratio for people. */
export const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
