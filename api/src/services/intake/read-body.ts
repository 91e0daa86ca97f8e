import { ProblemError } from '../../problems.ts';

/** `application/json`, with no parameter but an optional charset=utf-8. */
const jsonMediaType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Refuses a body that is declared to be something else than plain JSON in UTF-8. */
export function requireJsonHeaders(headers: Headers): void {
  const mediaType = headers.get('content-type');
  if (mediaType === null || !jsonMediaType.test(mediaType.trim())) {
    throw new ProblemError(
      'unsupported-media-type',
      mediaType === null
        ? 'The Content-Type header is missing.'
        : 'The Content-Type header is not application/json in UTF-8.',
    );
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') {
    // Never inflated: a few kilobytes can decompress to gigabytes.
    throw new ProblemError('unsupported-media-type', 'Compressed bodies are not accepted.');
  }
}

/** A sender of one byte a second must not hold a connection for a day. */
const bodySeconds = 30;

/** The stream's bytes, or undefined when there are more than `maximumBytes`. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array | undefined> {
  const whole = new Uint8Array(maximumBytes);
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ProblemError('invalid-json', 'The connection ended before the body did.');
    });
    if (done) return whole.subarray(0, length);
    if (length + value.byteLength > maximumBytes) {
      await reader.cancel();
      return undefined;
    }
    whole.set(value, length);
    length += value.byteLength;
  }
}

/** The body's bytes; stops reading at the limits of size and time, whatever the headers claimed. */
export async function readBody(request: Request, maximumBytes: number): Promise<Uint8Array> {
  const tooLarge = (): ProblemError =>
    new ProblemError('body-too-large', `The body is larger than ${maximumBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const detail = `The body took longer than ${bodySeconds} seconds.`;
    late.reject(new ProblemError('request-timeout', detail));
  }, bodySeconds * 1000);
  const reading = Promise.race([collect(request.body, maximumBytes), late.promise]);
  const bytes = await reading.finally(() => clearTimeout(timer));
  if (bytes === undefined) throw tooLarge();
  return bytes;
}
