import { Failure } from './failure.ts';

/**
 * Runs `work`, but waits at most `seconds` for it; then throws a {@link Failure} of cause `hang`: the
 * backend may be hung for good, so nothing more is asked of it.
 */
export async function within<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const message = `The backend did not answer within ${Math.round(seconds)} s.`;
    timer = setTimeout(() => reject(new Failure('hang', message)), seconds * 1000);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
