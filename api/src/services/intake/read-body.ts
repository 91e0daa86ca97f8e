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

/** The body's bytes; stops reading at the limit, whatever Content-Length claimed. */
export async function readBody(request: Request, maximumBytes: number): Promise<Uint8Array> {
  const tooLarge = (): ProblemError =>
    new ProblemError('body-too-large', `The body is larger than ${maximumBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const whole = new Uint8Array(maximumBytes);
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole.subarray(0, length);
    if (length + value.byteLength > maximumBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    whole.set(value, length);
    length += value.byteLength;
  }
}
