/** How often and how long a request is tried again. */
export interface RetryPolicy {
  /** Seconds after which no further try begins. */
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal;
  /** Called before each wait, for progress. */
  readonly onRetry?: (waitSeconds: number, reason: string) => void;
}

/** Whether a status is a passing fault that the same request may outlive (409: the first is in flight). */
export function isRetryable(status: number): boolean {
  return [408, 409, 429, 502, 503, 504].includes(status);
}

/** Tries that an internal fault of the server is given: it may be the request that causes it. */
const internalFaultTries = 3;

/** Whether to send again after try `attempt` (0-based) was answered with that status. */
export function mayRetry(status: number, attempt: number): boolean {
  return isRetryable(status) || (status === 500 && attempt + 1 < internalFaultTries);
}

/** Seconds to wait before try `attempt` (0-based): full jitter over a doubling ceiling of at most 30 s. */
export function backoffSeconds(attempt: number, random: () => number = Math.random): number {
  return Math.min(30, 0.5 * 2 ** attempt) * (0.5 + random() / 2);
}

/** Seconds that a Retry-After header asks for, or undefined when it is absent or not understood. */
export function retryAfterSeconds(
  header: string | null,
  now: number = Date.now(),
): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, (until - now) / 1000);
}

/** Wait, or reject when the signal fires. */
export function waitSeconds(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
