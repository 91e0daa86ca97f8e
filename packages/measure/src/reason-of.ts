const longestReason = 300;

/** An error as one line that the wire format takes: no control characters, bounded length. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .normalize('NFC')
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
  if (line === '') return 'The backend gave no reason.';
  return [...line].slice(0, longestReason).join('').trim();
}
