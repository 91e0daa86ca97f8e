/** One thing that is counted, for one subject. */
export interface QuotaRequest {
  readonly policy: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Where a subject stands after one more. */
export interface QuotaState {
  readonly isAllowed: boolean;
  readonly resetSeconds: number;
}

/** Counts of one subject by policy, in fixed windows; plain data, so that it can be kept. */
export type QuotaWindows = Record<string, { endsAt: number; count: number }>;

/** Counts one more in `windows`, which it changes; what is refused is not counted. */
export function countIn(
  windows: QuotaWindows,
  { limit, policy, windowSeconds }: QuotaRequest,
  nowMilliseconds: number,
): QuotaState {
  const known = windows[policy];
  const isOver = known === undefined || known.endsAt <= nowMilliseconds;
  const window = isOver ? { endsAt: nowMilliseconds + windowSeconds * 1000, count: 0 } : known;
  windows[policy] = window;
  const isAllowed = window.count < limit;
  if (isAllowed) window.count += 1;
  const resetSeconds = Math.max(1, Math.ceil((window.endsAt - nowMilliseconds) / 1000));
  return { isAllowed, resetSeconds };
}

/** Where counts are kept: for all isolates in one place, or in the memory of one. */
export interface QuotaCounter {
  count(subject: string, request: QuotaRequest): Promise<QuotaState>;
}
