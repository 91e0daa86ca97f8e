/**
 * Coverage of the interval between the `lowRank`-th smallest and largest of `count` values for their
 * distribution's median: 1 − 2 · P(Binomial(count, ½) < lowRank).
 */
export function medianConfidence(count: number, lowRank: number): number {
  // Logarithms, because 0.5 ** count underflows for the thousands of owners a device may have.
  let logTerm = -count * Math.LN2;
  let tail = 0;
  for (let successes = 0; successes < lowRank; successes++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((count - successes) / (successes + 1));
  }
  return Math.max(0, 1 - 2 * tail);
}
