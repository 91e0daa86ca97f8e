interface ExitWord {
  readonly code: number;
  /** As `--help` and the README say it. */
  readonly words: string;
}

/** What the agent's exit codes mean; `--help` derives from it, the README is compared with it. */
export const exitWords = {
  ok: { code: 0, words: 'ok' },
  internal: { code: 1, words: 'internal error' },
  usage: { code: 2, words: 'usage, files or configuration' },
  noDevice: { code: 3, words: 'no usable device or backend' },
  verificationFailed: { code: 4, words: 'an answer was wrong, or nothing could be measured' },
  tooNoisy: { code: 5, words: 'too noisy, with --strict' },
  network: { code: 6, words: 'network or API' },
  interrupted: { code: 130, words: 'interrupted; what was measured is kept' },
} as const satisfies Readonly<Record<string, ExitWord>>;

type Outcome = keyof typeof exitWords;

/** The codes alone, by what happened. */
export const exitCodes = Object.fromEntries(
  Object.entries(exitWords).map(([outcome, { code }]) => [outcome, code]),
) as { readonly [O in Outcome]: (typeof exitWords)[O]['code'] };

export type ExitCode = (typeof exitWords)[Outcome]['code'];
