/** What the agent's exit codes mean; documented in --help and the README. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  noDevice: 3,
  verificationFailed: 4,
  tooNoisy: 5,
  network: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
