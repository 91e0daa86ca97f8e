import { connect } from 'node:net';

/** How long nothing more may come before the exchange counts as over. */
const quietMilliseconds = 1500;

/**
 * Sends bytes as they are, which no HTTP client would, and gives everything that came back.
 * `isHalfClosed` ends our side after the bytes.
 */
export async function rawRequest(
  url: URL,
  text: string,
  { isHalfClosed = false }: { readonly isHalfClosed?: boolean } = {},
): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(url.port), url.hostname, () => {
      if (isHalfClosed) socket.end(text, 'latin1');
      else socket.write(text, 'latin1');
    });
    const finish = () => {
      socket.destroy();
      resolve(received);
    };
    socket.setTimeout(quietMilliseconds, finish);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.once('error', finish);
    socket.once('close', finish);
  });
}

/** Status codes of all answers on a connection. */
export function statusesOf(received: string): number[] {
  return [...received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}
